import { sql } from 'kysely'
import { clotureDe, ecolesVivantes } from '../domaine/faits.ts'
import { dateHeure, enumerer } from '../domaine/francais.ts'
import { estRefus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import type { Lecteur } from '../registre/lire.ts'
import { Confirmation } from '../ui/confirmation.tsx'
import { Bouton } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { type Ecran, ouvrirDossier } from './ecran.ts'
import { lireDocuments } from './queries.ts'

/** Right after filing: what was done, what leaves to whom, what comes next. */
export const routesDepotFait: Slice = ({ pages, maison }) => {
  pages.get(urls.depotFait, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const id = e.faits.dossier.id
    if (!e.faits.dossier.depose_le || e.profil === 'ecole') return { vers: urls.dossier.href({ id }) }
    const envois = await lireEnvois(e.base, id)
    const accuse = (await lireDocuments(e.base, id, false)).at(-1)
    return { page: <DepotFaitPage {...{ e, envois }} accuse={accuse?.id} /> }
  })
}

type Envois = { deposer: string[]; ecoles: string[]; rectorat: number }

const lireEnvois = async (base: Lecteur, dossier: string): Promise<Envois> => {
  const { rows } = await sql<{ modele: string; a: string }>`
    select modele, unnest(a) as a from courriel
    where dossier_id = ${dossier} and acte in ('deposer', 'deposer_papier')
      and cree_le = (select max(cree_le) from courriel where dossier_id = ${dossier} and acte in ('deposer', 'deposer_papier'))
    order by id`.execute(base)
  const a = (...modeles: string[]) => rows.filter((r) => modeles.includes(r.modele)).map((r) => r.a)
  return { deposer: a('deposer', 'deposer_papier'), ecoles: a('deposer.ecole'), rectorat: a('deposer.rectorat').length }
}

const DepotFaitPage = ({ e, envois, accuse }: { e: Ecran; envois: Envois; accuse: string | undefined }) => {
  const { dossier, appel } = e.faits
  const id = dossier.id
  const fin = new Date(clotureDe(e.faits).getTime() - 1000)
  const depot = e.faits.depots.at(-1)
  return (
    <Page {...e.cadre} titre="Candidature déposée" prive>
      <Confirmation
        titre="Votre candidature est déposée"
        precision={
          <>
            Dossier <strong>{dossier.numero}</strong>
            <br />
            reçu le {dateHeure(depot?.cree_le ?? dossier.depose_le ?? e.maintenant)}
          </>
        }
        envois={[
          ...(envois.deposer.length > 0 ? [`l’accusé de réception, à ${enumerer(envois.deposer)}\u202f;`] : []),
          ...(envois.ecoles.length > 0
            ? [
                `le même, ${ecolesVivantes(e.faits).length > 1 ? 'aux écoles' : 'à l’école'} (${enumerer(envois.ecoles)})\u202f;`,
              ]
            : []),
          envois.rectorat > 0 ? 'le même, au Rectorat.' : 'le dossier, au service instructeur.',
        ]}
        suite={[
          'Le service vérifie que le dossier est conforme. S’il manque un élément, il vous écrit avec une date de réponse.',
          `Les résultats sont annoncés ${appel.calendrier.resultats ?? 'à tous les candidats en même temps'}.`,
          ...(e.maintenant < fin ? [`Vous pouvez encore modifier votre dossier jusqu’au ${dateHeure(fin)}.`] : []),
          'D’ici là, ne signez aucun devis et ne commandez rien : une dépense engagée avant la notification ne pourrait pas être aidée.',
        ]}
      >
        <p class="govuk-body">
          <a class="govuk-link" href={urls.accuse.href({ id })}>
            Lire l’accusé de réception
          </a>
          {accuse ? (
            <>
              {' '}
              ou{' '}
              <a class="govuk-link" href={urls.document.href({ id, document: accuse })}>
                le télécharger (PDF)
              </a>
            </>
          ) : null}
          .
        </p>
        <Bouton href={urls.dossier.href({ id })}>Revenir au dossier</Bouton>
      </Confirmation>
    </Page>
  )
}
