import { Compass } from 'lucide-react'
import { Redirect, Route, Switch } from 'wouter'
import { AccessCodesScreen } from '../features/access-codes/AccessCodesScreen.tsx'
import { AccountScreen } from '../features/accounts/AccountScreen.tsx'
import { AccountsScreen } from '../features/accounts/AccountsScreen.tsx'
import { ClientAccounts } from '../features/accounts/ClientAccounts.tsx'
import { ActivityScreen } from '../features/activity/ActivityScreen.tsx'
import { ExposureScreen } from '../features/activity/ExposureScreen.tsx'
import { AuthenticatorsCard } from '../features/authenticator-imports/AuthenticatorsCard.tsx'
import { ImportAuthenticatorsScreen } from '../features/authenticator-imports/ImportAuthenticatorsScreen.tsx'
import { BackupNotice } from '../features/backup/BackupNotice.tsx'
import { BackupSection } from '../features/backup/BackupSection.tsx'
import { BackupCodesScreen } from '../features/backup-codes/BackupCodesScreen.tsx'
import { CaseScreen } from '../features/cases/CaseScreen.tsx'
import { CasesPanel } from '../features/cases/CasesPanel.tsx'
import { CasesScreen } from '../features/cases/CasesScreen.tsx'
import { ClientScreen } from '../features/clients/ClientScreen.tsx'
import { ClientsScreen } from '../features/clients/ClientsScreen.tsx'
import { ContactsScreen } from '../features/contacts/ContactsScreen.tsx'
import { DeadlinesPanel } from '../features/deadlines/DeadlinesPanel.tsx'
import { DeadlinesScreen } from '../features/deadlines/DeadlinesScreen.tsx'
import { NextStepsScreen } from '../features/deadlines/NextStepsScreen.tsx'
import { ReminderSettings } from '../features/deadlines/ReminderSettings.tsx'
import { DuplicatesScreen } from '../features/duplicates/DuplicatesScreen.tsx'
import { ArchiveCard } from '../features/exports/ArchiveCard.tsx'
import { ExportScreen } from '../features/exports/ExportScreen.tsx'
import { ClientMenu } from '../features/hand-over/ClientMenu.tsx'
import { DestroyedScreen } from '../features/hand-over/DestroyedScreen.tsx'
import { ImportScreen } from '../features/imports/ImportScreen.tsx'
import { TableImportScreen } from '../features/imports/TableImportScreen.tsx'
import { ClientMatters } from '../features/matters/ClientMatters.tsx'
import { MatterScreen } from '../features/matters/MatterScreen.tsx'
import { MattersScreen } from '../features/matters/MattersScreen.tsx'
import { MembersPanel } from '../features/members/MembersPanel.tsx'
import { CasePartiesPanel } from '../features/parties/CasePartiesPanel.tsx'
import { OpenPathsPanel } from '../features/paths/OpenPathsPanel.tsx'
import { PathScreen } from '../features/paths/PathScreen.tsx'
import { PortalsPanel } from '../features/portals/PortalsPanel.tsx'
import { RecoveryScreen } from '../features/recovery/RecoveryScreen.tsx'
import { ReportScreen } from '../features/recovery/ReportScreen.tsx'
import { RepresentativesPanel } from '../features/representatives/RepresentativesPanel.tsx'
import { RotationScreen } from '../features/rotation/RotationScreen.tsx'
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx'
import { SignInsScreen } from '../features/sign-ins/SignInsScreen.tsx'
import { TodayScreen } from '../features/today/TodayScreen.tsx'
import { frameText } from '../text/frame.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Link } from '../ui/Link.tsx'
import { ClientsAreaTabs } from './ClientsAreaTabs.tsx'
import { SampleOffer } from './SampleOffer.tsx'
import type { Session, SessionControl } from './session.ts'

/** The places of the window, after the `#`. */
export const paths = {
  today: '/today',
  accounts: '/accounts',
  clients: '/clients',
  cases: '/cases',
  deadlines: '/deadlines',
  accessCodes: '/access-codes',
  signIns: '/sign-ins',
  backupCodes: '/backup-codes',
  recovery: '/recovery',
  activity: '/activity',
  transfer: '/import',
  exports: '/export',
  settings: '/settings'
} as const

/** The screen the address names. */
export function Routes({ session, apply }: { readonly session: Session; readonly apply: SessionControl['apply'] }) {
  return (
    <Switch>
      <Route path="/">
        <Redirect to={paths.today} replace />
      </Route>
      <Route path={paths.today}>
        <TodayScreen emptyExtra={<SampleOffer />} notice={<BackupNotice />} />
      </Route>
      <Route path={paths.accounts}>
        <AccountsScreen emptyExtra={<SampleOffer />} />
      </Route>
      <Route path="/accounts/:id/:place?">{({ id, place }) => <AccountScreen key={id} accountId={id} place={place} />}</Route>
      <Route path={paths.clients}>
        <ClientsScreen tabs={<ClientsAreaTabs />} emptyExtra={<SampleOffer />} />
      </Route>
      <Route path="/import/authenticators">
        <ImportAuthenticatorsScreen />
      </Route>
      <Route path="/clients/duplicates">
        <DuplicatesScreen />
      </Route>
      <Route path="/clients/:id">
        {({ id }) => (
          <ClientScreen
            key={id}
            clientId={id}
            renderAccounts={(client) => <ClientAccounts client={client} />}
            renderMatters={(client) => <ClientMatters client={client} />}
            renderCases={(client, cases) => <CasesPanel client={client} cases={cases} />}
            renderMenu={(client) => <ClientMenu client={client} />}
            renderDeadlines={(client) => <DeadlinesPanel client={client} />}
          />
        )}
      </Route>
      <Route path="/clients/:id/destroyed">{({ id }) => <DestroyedScreen clientId={id} />}</Route>
      <Route path={paths.cases}>
        <CasesScreen />
      </Route>
      <Route path="/cases/:id">
        {({ id }) => (
          <CaseScreen
            key={id}
            caseId={id}
            parties={<CasePartiesPanel caseId={id} />}
            representatives={<RepresentativesPanel caseId={id} />}
            renderDeadlines={(client) => <DeadlinesPanel client={client} of={{ caseId: id }} />}
          />
        )}
      </Route>
      <Route path="/matters">
        <MattersScreen tabs={<ClientsAreaTabs />} />
      </Route>
      <Route path="/matters/:id">
        {({ id }) => (
          <MatterScreen
            key={id}
            matterId={id}
            renderCases={({ id: matterId, clientId, clientName, archivedAt }, cases) => (
              <CasesPanel client={{ id: clientId, name: clientName, archivedAt }} cases={cases} matterId={matterId} />
            )}
            renderDeadlines={({ id: matterId, clientId, clientName, archivedAt }) => (
              <DeadlinesPanel client={{ id: clientId, name: clientName, archivedAt }} of={{ matterId }} />
            )}
          />
        )}
      </Route>
      <Route path="/contacts">
        <ContactsScreen tabs={<ClientsAreaTabs />} />
      </Route>
      <Route path={paths.deadlines}>
        <DeadlinesScreen />
      </Route>
      <Route path="/deadlines/next-steps">
        <NextStepsScreen />
      </Route>
      <Route path={paths.accessCodes}>
        <AccessCodesScreen tab="codes" />
      </Route>
      <Route path="/access-codes/:tab">{({ tab }) => <AccessCodesScreen tab={tab} />}</Route>
      <Route path={paths.signIns}>
        <SignInsScreen />
      </Route>
      <Route path={paths.backupCodes}>
        <BackupCodesScreen />
      </Route>
      <Route path={paths.recovery}>
        <RecoveryScreen openPaths={<OpenPathsPanel />} />
      </Route>
      <Route path="/recovery/rotation">
        <RotationScreen memberId={null} />
      </Route>
      <Route path="/recovery/rotation/:id">{({ id }) => <RotationScreen key={id} memberId={id} />}</Route>
      <Route path="/recovery/:report">{({ report }) => <ReportScreen key={report} name={report} />}</Route>
      <Route path="/paths/:id">{({ id }) => <PathScreen key={id} pathId={id} />}</Route>
      <Route path={paths.activity}>
        <ActivityScreen />
      </Route>
      <Route path="/activity/exposure">
        <ExposureScreen />
      </Route>
      <Route path={paths.transfer}>
        <ImportScreen
          cards={
            <>
              <AuthenticatorsCard />
              <ArchiveCard />
            </>
          }
        />
      </Route>
      <Route path="/import/clients">
        <TableImportScreen />
      </Route>
      <Route path={paths.exports}>
        <ExportScreen />
      </Route>
      <Route path={`${paths.settings}/:part?`}>
        {({ part }) => (
          <SettingsScreen
            part={part}
            info={session.info}
            status={session.status}
            onStatus={apply}
            members={<MembersPanel />}
            portals={<PortalsPanel />}
            reminders={<ReminderSettings />}
            backup={<BackupSection />}
          />
        )}
      </Route>
      <Route>
        <EmptyState
          icon={Compass}
          title={frameText.notFound.title}
          body={frameText.notFound.body}
          actions={<Link href={`#${paths.today}`}>{frameText.notFound.action}</Link>}
        />
      </Route>
    </Switch>
  )
}
