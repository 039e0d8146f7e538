import { majuscule, type Texte } from './texte.ts'

/** Legal notice. Source: loi 2004-575 (LCEN), art. 1-1. */
export const mentionsLegales: Texte = (s) => `
## Éditeur

${s.nom}${s.adresse ? `, ${s.adresse}` : ''}.

Courriel : <mailto:${s.contact}>.${s.telephone ? ` Téléphone : ${s.telephone}.` : ''}

Directeur de la publication : ${s.directeur}.

## Hébergement

${majuscule(s.hebergeur)}.

## Logiciel et données

Ce site fonctionne avec Lauréat, un logiciel libre sous licence publique de l’Union européenne (EUPL 1.2). Toute collectivité peut le reprendre.

- Les écoles viennent de l’annuaire de l’éducation du ministère de l’Éducation nationale (Licence Ouverte 2.0).
- Les communes et les intercommunalités viennent du code officiel géographique de l’Insee et de la base des intercommunalités (Licence Ouverte 2.0).
- La police de caractères est Atkinson Hyperlegible Next, du Braille Institute (licence SIL Open Font).
- Les composants des pages viennent de GOV.UK Frontend et de MoJ Frontend (licence MIT).

## Reprendre un contenu

Les textes des appels peuvent être repris en citant ${s.leNom} et l’adresse de la page. Les logos restent à leurs propriétaires.

## Signaler un problème

Une erreur, une page qui ne répond pas, un contenu qui n’a pas sa place ici : écrivez à <mailto:${s.contact}>.
`

/** Notice on personal data. Source: RGPD art. 13; loi 78-17 art. 82 for cookies. */
export const donneesPersonnelles: Texte = (s) => `
${majuscule(s.leNom)} utilise vos données pour recevoir, examiner et payer les candidatures, et pour rien d’autre. Rien n’est vendu ni servi à de la publicité, et aucune décision n’est prise par une machine seule.

## Qui en est responsable

${majuscule(s.leNom)} est responsable du traitement. Pour toute question, ou pour joindre le délégué à la protection des données : <mailto:${s.delegue}>.

## Pourquoi, et sur quelle base

La base légale est la mission d’intérêt public ${s.duNom} (règlement général sur la protection des données, article 6, paragraphe 1, point e). Les données servent à :

- vous connecter et savoir pour quel organisme vous agissez ;
- rédiger, recevoir et examiner les candidatures, prendre les décisions et les notifier ;
- payer les subventions et en garder les justificatifs ;
- préparer les formations et l’accompagnement des familles dans les écoles retenues ;
- prouver qui a fait quoi, et quand.

## Quelles données

- Votre nom, votre adresse électronique professionnelle, votre téléphone si vous le donnez, votre fonction et vos droits.
- Ce que vous écrivez dans un dossier, les pièces déposées et les messages échangés avec le service.
- La date de vos actes et de vos connexions.

Ces données sont nécessaires : sans elles, un dossier ne peut pas être reçu. Le nom, l’adresse et l’effectif des écoles viennent de l’annuaire officiel. N’écrivez jamais le nom d’un élève : le formulaire ne le demande pas.

## Qui les reçoit

Les agents ${s.duNom} et du Rectorat chargés de l’appel, les membres de la commission, l’inspection et l’enseignant référent au numérique de l’école, le comptable public qui paie. Pour les écoles retenues, les partenaires de la formation et de l’accompagnement des familles. Chacun ne voit que ce que son rôle demande. Les données restent dans l’Union européenne.

## Combien de temps

- Un dossier est gardé pendant l’appel et l’exécution de la convention, puis archivé selon les règles des archives publiques.
- Les pièces d’un paiement sont gardées dix ans.
- Un compte inactif est rendu anonyme trois ans après sa dernière connexion, un courriel vous en prévient un mois avant ; les actes déjà faits restent au dossier, sous la fonction de leur auteur.
- Les journaux techniques sont gardés douze mois au plus.

## Vos droits

Vous pouvez demander à voir vos données, à les corriger, à limiter leur usage, ou vous y opposer pour une raison qui tient à votre situation. Depuis votre compte, vous pouvez aussi en télécharger une copie. Écrivez à <mailto:${s.delegue}> : la réponse vient dans le mois.

Si la réponse ne vous convient pas, vous pouvez saisir la [Commission nationale de l’informatique et des libertés](https://www.cnil.fr/fr/plaintes) (CNIL), 3 place de Fontenoy, 75007 Paris.

## Cookies

Ce site n’en dépose que de strictement nécessaires : il n’y a donc rien à accepter. Aucune mesure d’audience, aucun service extérieur.
`
