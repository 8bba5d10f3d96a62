interface Window {
  readonly keydocket: import('#contract').Api
}
