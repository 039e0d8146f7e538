import { majuscule, type Texte } from './texte.ts'

/** Accessibility statement, in the imposed form. Source: RGAA 4.1.2, loi 2005-102 art. 47, décret 2019-768. */
export const accessibilite: Texte = (s) => `
${majuscule(s.leNom)} s’engage à rendre son site internet accessible conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.

Cette déclaration d’accessibilité s’applique à ${s.url}.

## État de conformité

Ce site est **non conforme** avec le référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2 : aucun audit de conformité n’a encore été mené. « Non conforme » est la seule mention possible tant qu’il n’a pas eu lieu.

## Résultats des tests

Aucun audit n’a été réalisé : aucun taux de conformité ne peut être annoncé. Le site est conçu pour être conforme, et contrôlé à chaque version par des outils automatiques, qui ne voient qu’une partie des défauts.

## Contenus non accessibles

### Non-conformités

Elles seront énumérées ici après l’audit.

### Dérogations pour charge disproportionnée

Aucune n’est invoquée.

### Contenus non soumis à l’obligation d’accessibilité

Les pièces déposées par les candidats et les documents publiés sur d’autres sites, vers lesquels celui-ci renvoie.

## Établissement de cette déclaration

Cette déclaration a été établie le 23 novembre 2026.

### Technologies utilisées

HTML5, CSS, SVG, JavaScript (jamais indispensable), PDF balisé (PDF/UA-1).

### Environnement de test

Chromium sous Linux, avec et sans JavaScript, à 320, 768 et 1 280 pixels de large, au clavier seul.

### Outils

axe-core, html-validate, et un contrôle automatique du contraste de toutes les couleurs.

### Pages vérifiées

Toutes les pages du plan du site, la connexion, et le parcours de candidature de l’appel à l’accusé de réception.

## Schéma pluriannuel et plan d’actions

Le schéma pluriannuel de mise en accessibilité ${s.duNom} et son plan d’actions annuel sont communiqués sur demande à <mailto:${s.contact}>. Pour ce site, le plan prévoit un audit par un tiers, la correction des défauts relevés, puis la mise à jour de cette déclaration.

## Retour d’information et contact

Si vous n’arrivez pas à accéder à un contenu ou à un service, écrivez à <mailto:${s.contact}>${s.telephone ? ` ou téléphonez au ${s.telephone}` : ''} : nous vous répondons dans la semaine, et vous donnons ce contenu sous une autre forme. Le formulaire de candidature existe aussi sur papier.

## Voies de recours

Si vous constatez un défaut d’accessibilité vous empêchant d’accéder à un contenu ou une fonctionnalité du site, que vous nous le signalez et que vous ne parvenez pas à obtenir une réponse de notre part, vous êtes en droit de faire parvenir vos doléances ou une demande de saisine au Défenseur des droits. Plusieurs moyens sont à votre disposition :

- [écrire un message au Défenseur des droits](https://formulaire.defenseurdesdroits.fr/) ;
- [contacter le délégué du Défenseur des droits dans votre région](https://www.defenseurdesdroits.fr/saisir/delegues) ;
- envoyer un courrier par la poste (gratuit, ne pas mettre de timbre) : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.
`
