import { elementsAExaminer } from '../domaine/actes/instruire.ts'
import { rectifiables } from '../domaine/actes/recours.ts'
import { ACTES } from '../domaine/actes.ts'
import { accorder } from '../domaine/francais.ts'
import { ChampLong } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { urls } from '../urls.ts'
import type { Propre } from './formulaires-propres.tsx'

type Corps = Parameters<Propre['lire']>[0]
const texte = (c: Corps, nom: string): string => {
  const x = c[nom]
  return (typeof x === 'string' ? x : (x?.[0] ?? '')).trim()
}
const ecrits = (c: Corps, ...noms: string[]) =>
  Object.fromEntries(noms.flatMap((nom) => (texte(c, nom) ? [[nom, texte(c, nom)]] : [])))

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
            La grille d’examen n’est pas finie : il reste {accorder(reste, 'élément')} à examiner avant de déclarer le
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
            aide={`La grille note ${accorder(contraires, 'élément')} « non conforme ».`}
            lignes={4}
            erreurs={erreurs}
            valeur={texte(corps, 'motifs')}
          />
        ) : null}
      </>
    )
  },
  lire: (corps) => ({
    ...(texte(corps, 'motifs') ? { motifs: texte(corps, 'motifs').split(/\r?\n/).filter(Boolean) } : {}),
    ...ecrits(corps, 'commentaire'),
  }),
}

/** What was done by mistake, chosen among what this state allows. */
export const RECTIFIER: Propre = {
  champs: ({ e, erreurs, corps }) => {
    const actes = rectifiables(e.faits)
    if (actes.length === 0)
      return (
        <p class="govuk-inset-text">
          Rien n’est à rectifier dans l’état actuel du dossier. Une demande de complément, une décision de conformité,
          un classement sans suite ou un retrait se rectifient tant que le dossier n’a pas avancé.
        </p>
      )
    return (
      <>
        <p class="govuk-body">
          Le dossier revient à l’état d’avant. L’acte et sa rectification restent tous deux dans l’historique, et la
          collectivité reçoit une lettre.
        </p>
        <ChampChoix
          chemin="acte"
          libelle="Que faut-il rectifier ?"
          erreurs={erreurs}
          valeur={texte(corps, 'acte') || (actes.length === 1 ? actes[0] : undefined)}
          choix={actes.map((nom) => ({ valeur: nom, libelle: ACTES[nom]?.libelle ?? nom }))}
        />
        <ChampLong
          chemin="motif"
          libelle="Pourquoi ?"
          aide="La raison est écrite dans la lettre."
          lignes={3}
          erreurs={erreurs}
          valeur={texte(corps, 'motif')}
        />
        <ChampLong
          chemin="correction"
          libelle="Ce qu’il faut lire"
          lignes={3}
          facultatif
          erreurs={erreurs}
          valeur={texte(corps, 'correction')}
        />
      </>
    )
  },
  lire: (corps) => ({ acte: '', motif: '', ...ecrits(corps, 'acte', 'motif', 'correction', 'commentaire') }),
}
