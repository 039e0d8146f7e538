-- The letter of the day of somebody is looked for at each of its lines, among all the letters ever written.
create index courriel_recapitulatif on courriel (a) where etat = 'recapitulatif';
