import { sql } from 'kysely'
import type { BlocTexte } from '../domaine/blocs.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { reponsesDe } from '../domaine/formulaire/reponses.ts'
import { dateHeureSimple, dateSimple } from '../domaine/francais.ts'
import { estRefus, introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { BlocsTexte } from './blocs.tsx'
import { type Ecran, ouvrirDossier } from './ecran.ts'
import { lireEntourage } from './queries.ts'

type Bloc = BlocTexte | { type: 'bouton'; libelle: string; href: string }
type Lettre = {
  id: string
  objet: string
  le: Date
  a: string
  blocs: Bloc[]
  pieces: { document?: string; nom: string }[]
}

/** The letters of a dossier: those that were written to this person, or to the organisation or school for which he or she reads. */
export const routesCourriers: Slice = ({ pages, maison }) => {
  pages.get(urls.courriers, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    return estRefus(e) ? e : { page: <CourriersPage e={e} lettres={await lireLettres(e)} /> }
  })
  pages.get(urls.courrier, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const lettre = (await lireLettres(e)).find((l) => l.id === requete.params.courrier)
    return lettre ? { page: <CourrierPage {...{ e, lettre }} /> } : introuvable()
  })
}

// An invitation holds a personal link: it is read in the mailbox, nowhere else.
const lireLettres = async (e: Ecran): Promise<Lettre[]> => {
  const adresses = e.profil === 'service' ? null : await adressesDe(e)
  const { rows } = await sql<Lettre>`
    select id, objet, cree_le as le, a, blocs, pieces from (
      select distinct on (modele, cree_le, left(cle, length(cle) - length(a[1]))) id, objet, cree_le, array_to_string(a, ', ') as a, blocs, pieces
      from courriel where dossier_id = ${e.faits.dossier.id} and modele not in ('inviter', 'recapitulatif')
        and (${adresses}::text[] is null or a && ${adresses ?? []}::text[])
      order by modele, cree_le, left(cle, length(cle) - length(a[1])), id) x
    order by cree_le desc, id desc limit 300`.execute(e.base)
  return rows
}

const adressesDe = async (e: Ecran): Promise<string[]> => {
  const { faits } = e
  const entourage = await lireEntourage(e.base, faits, e.maintenant)
  const contact = reponsesDe(faits.reponses, 'commune').contact_courriel
  const porteur = [
    ...entourage.filter((p) => p.portee === faits.dossier.organisme).map((p) => p.courriel),
    ...(typeof contact === 'string' ? [contact.toLowerCase()] : []),
    ...(faits.organisme.contact_courriel ? [faits.organisme.contact_courriel.toLowerCase()] : []),
  ]
  const ecoles = ecolesVivantes(faits)
  const ecole = [
    ...ecoles.flatMap((x) => (x.courriel ? [x.courriel.toLowerCase()] : [])),
    ...entourage.filter((p) => p.role === 'directeur' && ecoles.some((x) => x.uai === p.portee)).map((p) => p.courriel),
  ]
  return [e.acteur.courriel, ...(e.profil === 'porteur' ? porteur : e.profil === 'ecole' ? ecole : [])]
}

const CourriersPage = ({ e, lettres }: { e: Ecran; lettres: Lettre[] }) => {
  const id = e.faits.dossier.id
  return (
    <Page
      {...e.cadre}
      titre="Courriers"
      retour={{ href: urls.dossier.href({ id }), libelle: 'Retour au dossier' }}
      prive
    >
      <p class="laureat-surtitre">Dossier {e.faits.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Courriers</h1>
      {lettres.length === 0 ? (
        <Vide titre="Aucun courrier pour le moment.">
          <p class="govuk-body">Chaque lettre envoyée par courriel se retrouve ici.</p>
        </Vide>
      ) : (
        <Tableau
          legende="Lettres envoyées"
          legendeCachee
          colonnes={[{ titre: 'Objet' }, { titre: 'Date' }, { titre: 'À' }]}
          lignes={lettres.map((l) => [
            <a class="govuk-link" href={urls.courrier.href({ id, courrier: l.id })}>
              {l.objet}
            </a>,
            dateSimple(l.le),
            l.a,
          ])}
        />
      )}
    </Page>
  )
}

const CourrierPage = ({ e, lettre }: { e: Ecran; lettre: Lettre }) => {
  const id = e.faits.dossier.id
  const textes = lettre.blocs.filter((b): b is BlocTexte => b.type !== 'bouton')
  return (
    <Page
      {...e.cadre}
      titre={lettre.objet}
      retour={{ href: urls.courriers.href({ id }), libelle: 'Tous les courriers' }}
      prive
    >
      <p class="laureat-surtitre">
        {dateHeureSimple(lettre.le)}, à {lettre.a}
      </p>
      <h1 class="govuk-heading-l">{lettre.objet}</h1>
      <BlocsTexte blocs={textes} />
      {lettre.pieces.length > 0 ? (
        <ul class="govuk-list">
          {lettre.pieces.map((p) => (
            <li>
              {p.document ? (
                <a class="govuk-link" href={urls.document.href({ id, document: p.document })}>
                  {p.nom}
                </a>
              ) : (
                p.nom
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </Page>
  )
}
