/** Made-up people are put together from these. First letters are spread about as in a real client list, which is what prefix search meets. */
const list = (text: string): readonly string[] => text.trim().split(/\s*,\s*/)

export const familyNames = list(`
  Abdi, Abebe, Acosta, Adeyemi, Aguilar, Ahmed, Akhtar, Alvarez, Amiri, Andrade, Aquino, Arslan, Asante, Avila, Aydin, Bah, Bajwa, Bangura,
  Barbosa, Barrios, Batista, Bautista, Bekele, Benitez, Bhatt, Bhattarai, Boateng, Bui, Cabrera, Calderon, Camara, Campos, Cardoso, Castillo,
  Castro, Chaudhry, Chavez, Chen, Chowdhury, Contreras, Cordero, Cruz, Da Silva, Dang, Das, De Leon, Delgado, Demir, Desai, Diallo, Diaz, Diop,
  Do, Dominguez, Duarte, Duong, Escobar, Espinoza, Estrada, Farah, Fernandez, Flores, Fofana, Fuentes, Gao, Garcia, Gebre, Ghosh, Gomez,
  Gonzalez, Guerrero, Gutierrez, Guzman, Haddad, Hassan, Hernandez, Herrera, Hoang, Hosseini, Hussain, Ibrahim, Iqbal, Islam, Ivanova,
  Jimenez, Joseph, Juarez, Kamara, Karimi, Kaur, Keita, Khan, Khatun, Kim, Kone, Kovalenko, Kumar, Lam, Le, Lee, Li, Lim, Lin, Liu, Lopez,
  Luna, Ly, Mahmoud, Maldonado, Manalo, Marin, Marquez, Martinez, Medina, Mehta, Mejia, Melnyk, Mendez, Mendoza, Mensah, Mercado, Mohamed,
  Molina, Morales, Moreno, Munoz, Nair, Navarro, Ndiaye, Ngo, Nguyen, Nunez, Nwosu, Ochoa, Okafor, Okeke, Oliveira, Omar, Ortega, Ortiz,
  Osei, Owusu, Pacheco, Padilla, Park, Patel, Pena, Peralta, Pereira, Perez, Petrova, Pham, Phan, Popescu, Quispe, Rahman, Rai, Ramirez,
  Ramos, Rana, Rashid, Reddy, Reyes, Rivas, Rivera, Rocha, Rodriguez, Rojas, Romero, Rosales, Ruiz, Sahin, Said, Salazar, Saleh, Sanchez,
  Sandoval, Santos, Sesay, Shah, Sharma, Shrestha, Sidibe, Silva, Singh, Solis, Soto, Souza, Suarez, Tadesse, Tamang, Tan, Tesfaye, Thapa,
  Toure, Tran, Traore, Trinh, Truong, Uddin, Umar, Valdez, Vargas, Vasquez, Vega, Velasquez, Villanueva, Vo, Vu, Wang, Warsame, Wolde, Wong,
  Wu, Xu, Yang, Yildiz, Yusuf, Zamora, Zapata, Zhang, Zhao, Zheng, Zuniga
`)

export const givenNames = list(`
  Aaliyah, Abdullah, Adaeze, Ahmad, Aisha, Alejandra, Alejandro, Amina, Ana, Andrea, Andres, Angela, Anh, Anita, Antonio, Arjun, Asha, Ayse,
  Beatriz, Bilal, Binh, Blanca, Camila, Carlos, Carmen, Cecilia, Chidi, Chinedu, Claudia, Cristina, Daniel, David, Deepak, Diego, Dilnoza,
  Dmytro, Eduardo, Elena, Emeka, Emmanuel, Esther, Eva, Fatima, Fatoumata, Fernando, Francisco, Gabriela, Gloria, Grace, Guadalupe, Hana,
  Hassan, Hiba, Hoa, Hugo, Ibrahim, Imran, Ines, Irina, Isabel, Ivan, Jasmine, Javier, Jean Pierre, Jing, Joao, Jorge, Jose Luis, Juan, Julia,
  Jun, Karina, Karim, Katarzyna, Khadija, Kofi, Kwame, Lakshmi, Laura, Layla, Leila, Li Na, Linh, Lucia, Luis, Luz, Mai, Manuel, Marcos, Maria,
  Maria Jose, Mariam, Marta, Maya, Mehmet, Mei, Miguel, Min Jun, Mohammed, Monica, Nadia, Natalia, Ngozi, Nilufar, Noor, Nour, Olena, Oluwaseun,
  Omar, Pablo, Paola, Patricia, Paulo, Pedro, Pooja, Priya, Quynh, Rafael, Rahul, Rania, Ravi, Ricardo, Rosa, Ruth, Salma, Samuel, Sandra,
  Sanjay, Sara, Selam, Sergio, Shabnam, Sofia, Soo Jin, Sunita, Svetlana, Tariq, Tatiana, Teresa, Thi Mai, Thu, Tomas, Uchenna, Usha, Valentina,
  Vanessa, Victor, Vijay, Wei, Xiomara, Yasmin, Yolanda, Yuki, Yusuf, Zahra, Zainab, Zara
`)
