import { sql } from 'kysely'
import { typographier } from '../domaine/organismes.ts'
import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accomplirOrganisme } from '../registre/accomplir-organisme.ts'
import { lireDepuisLecture } from '../registre/depuis-lecture.ts'
import type { Lecteur } from '../registre/lire.ts'
import { lireOrganisation, qualiteSurOrganisation } from '../registre/organisations.ts'
import { versionPostee } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { urls } from '../urls.ts'
import { champ } from './corps.ts'
import { DirectionPage } from './direction-page.tsx'
import { saisieSansVide } from './saisie.ts'

/** `confirmer_directeur`: each September, who heads the school. */
export const routesDirection: Slice = ({ pages, maison }) => {
  pages.get(urls.direction, (requete) => pageDirection(maison, requete))

  pages.post(urls.direction, async (requete) => {
    const toujours = champ(requete, 'toujours')
    const fait = await accomplirOrganisme(maison.porte, {
      cible: { type: 'ecole', code: uaiDe(requete) },
      acte: 'confirmer_directeur',
      saisie: {
        ...versionPostee(requete.body),
        ...(toujours === '' ? {} : { toujours: toujours === 'oui' }),
        ...(toujours === 'non' ? saisieSansVide({ remplacant: champ(requete, 'remplacant') }) : {}),
      },
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return fait.statut === 403 || fait.statut === 404 ? fait : pageDirection(maison, requete, fait)
    return { vers: urls.direction.href({ uai: uaiDe(requete) }, { fait: 'oui' }) }
  })
}

const uaiDe = (requete: Requete): string => (requete.params.uai ?? '').toUpperCase()

const pageDirection = async (maison: Maison, requete: Requete, non?: Refus) => {
  const { base } = maison.porte
  const fait = requete.query.fait === 'oui'
  const faits = await lireOrganisation(base, { type: 'ecole', code: uaiDe(requete) }, requete.recuLe)
  if (!faits) return introuvable()
  // Whoever has just given the school to somebody else no longer holds it: the confirmation names nothing, and is for all.
  if (!fait && !(await qualiteSurOrganisation(base, acteurDe(requete), faits, ['directeur', 'redacteur'])))
    return introuvable()
  const toujours = champ(requete, 'toujours')
  const change = await lireDepuisLecture(base, non, {
    chaine: `ecole:${faits.code}`,
    lue: champ(requete, 'version'),
    version: faits.version,
  })
  return {
    statut: non?.statut ?? 200,
    page: (
      <DirectionPage
        cadre={maison.cadre(requete)}
        uai={faits.code}
        version={faits.version}
        change={change}
        nom={typographier(faits.nom)}
        directeurs={fait ? [] : faits.titulaires.filter((t) => t.role === 'directeur')}
        confirmeLe={fait ? undefined : await derniereConfirmation(base, faits.code)}
        fait={fait}
        saisie={{
          toujours: toujours === '' ? undefined : toujours === 'oui',
          remplacant: champ(requete, 'remplacant'),
        }}
        erreurs={non && !change ? (non.erreurs ?? [{ chemin: '', message: non.detail }]) : undefined}
      />
    ),
  }
}

const derniereConfirmation = async (base: Lecteur, uai: string): Promise<Date | undefined> => {
  const { rows } = await sql<{ le: Date }>`
    select le from journal where chaine = ${`ecole:${uai}`} and acte = 'confirmer_directeur' order by rang desc limit 1`.execute(
    base,
  )
  return rows[0]?.le
}
