import { elementsAExaminer } from '../domaine/actes/examiner.ts'
import { RECTIFIABLES, rectifiables } from '../domaine/actes/rectifiables.ts'
import { ACTES } from '../domaine/actes.ts'
import { accorder } from '../domaine/francais.ts'
import { texteDe } from '../socle/http/corps.ts'
import { ChampLong } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { urls } from '../urls.ts'
import type { Propre } from './formulaires-propres.tsx'

type Corps = Parameters<Propre['lire']>[0]
const ecrits = (c: Corps, ...noms: string[]) =>
  Object.fromEntries(noms.flatMap((nom) => (texteDe(c, nom) ? [[nom, texteDe(c, nom)]] : [])))

/** A dossier conforms once the checklist is filled; why, when an element says otherwise. */
export const CONFORME: Propre = {
  champs: ({ e, erreurs, corps }) => {
    const reste = elementsAExaminer(e.faits).length
    const contraires = e.faits.examens.filter((x) => x.verdict === 'non_conforme').length
    const grille = urls.bureauDossier.href({ slug: e.slug, id: e.faits.dossier.id }, { onglet: 'examen' })
    return (
      <>
        <p class="govuk-body">
          Le dossier pourra passer en commission. La collectivité, ses écoles et le Rectorat en sont avertis par lettre.
        </p>
        {reste > 0 ? (
          <p class="govuk-inset-text">
            La grille d’examen n’est pas finie : il reste {accorder(reste, 'élément')} à examiner avant de déclarer le
            dossier conforme.{' '}
            <a class="govuk-link" href={grille}>
              Remplir la grille d’examen
            </a>
          </p>
        ) : null}
        {contraires > 0 ? (
          <ChampLong
            chemin="motifs"
            libelle="Pourquoi le dossier est conforme malgré tout"
            aide={`La grille note ${accorder(contraires, 'élément')} « non conforme ».`}
            lignes={4}
            erreurs={erreurs}
            valeur={texteDe(corps, 'motifs')}
          />
        ) : null}
      </>
    )
  },
  lire: (corps) => ({
    ...(texteDe(corps, 'motifs') ? { motifs: texteDe(corps, 'motifs').split(/\r?\n/).filter(Boolean) } : {}),
    ...ecrits(corps, 'commentaire'),
  }),
}

/** What was done by mistake, chosen among what this state allows. */
export const RECTIFIER: Propre = {
  champs: ({ e, erreurs, corps }) => {
    const roles = new Set(e.qualites.map((q) => q.role))
    const actes = rectifiables(e.faits).filter((x) => RECTIFIABLES[x.acte]?.par.some((r) => roles.has(r)))
    if (actes.length === 0)
      return (
        <p class="govuk-inset-text">
          Rien n’est à rectifier par vous dans l’état actuel du dossier. Une demande de complément, une décision de
          conformité, un projet retenu depuis la liste d’attente, un classement sans suite, un retrait, un engagement,
          un mandat ou un paiement se rectifient tant que le dossier n’a pas avancé.
        </p>
      )
    return (
      <>
        <p class="govuk-body">
          Ce qui était avant l’erreur revient. L’acte et sa rectification restent tous deux dans l’historique, et ceux
          qui avaient reçu une lettre en reçoivent une autre.
        </p>
        {actes.some((x) => RECTIFIABLES[x.acte]?.argent) ? (
          <p class="govuk-body">
            Quand l’argent est en cause, une seconde personne approuve la rectification avant qu’elle ne prenne effet.
          </p>
        ) : null}
        <ChampChoix
          chemin="acte"
          libelle="Que faut-il rectifier ?"
          erreurs={erreurs}
          valeur={texteDe(corps, 'acte') || (actes.length === 1 ? valeurDe(actes[0]) : undefined)}
          choix={actes.map((x) => ({
            valeur: valeurDe(x) ?? '',
            libelle: `${ACTES[x.acte]?.libelle ?? x.acte}${x.mot ? ` : ${x.mot}` : ''}`,
          }))}
        />
        <ChampLong
          chemin="motif"
          libelle="Pourquoi ?"
          aide="La raison est écrite dans la lettre."
          lignes={3}
          erreurs={erreurs}
          valeur={texteDe(corps, 'motif')}
        />
        <ChampLong
          chemin="correction"
          libelle="Ce qu’il faut lire"
          lignes={3}
          facultatif
          erreurs={erreurs}
          valeur={texteDe(corps, 'correction')}
        />
      </>
    )
  },
  lire: (corps) => {
    const [acte = '', cible] = texteDe(corps, 'acte').split(':')
    return { acte, motif: '', ...(cible ? { cible } : {}), ...ecrits(corps, 'motif', 'correction', 'commentaire') }
  },
  erreurs: (erreurs) => erreurs.map((x) => (x.chemin === 'cible' ? { ...x, chemin: 'acte' } : x)),
}

/** One choice of the form: the act, and what it bears on. */
const valeurDe = (x: { acte: string; cible?: string } | undefined): string | undefined =>
  x && (x.cible ? `${x.acte}:${x.cible}` : x.acte)
