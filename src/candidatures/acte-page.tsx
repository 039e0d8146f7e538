import type { ComponentChildren } from 'preact'
import { ACTES } from '../domaine/actes.ts'
import { qualitePour } from '../domaine/droits.ts'
import { ETATS } from '../domaine/etats.ts'
import type { Champs } from '../domaine/formulaire/lire-formulaire.ts'
import { type Erreur, estRefus, type Refus, refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { type Adresse, urls } from '../urls.ts'
import { agir } from './agir.ts'
import { type ChampDActe, ChampsDActe, saisieDesChamps } from './champs-acte.tsx'
import { type Ecran, ouvrirDossier } from './ecran.ts'
import { champ } from './formulaire-poste.ts'
import { titreOrganisme } from './mots.ts'
import { oublierTexte, reprendreTexte } from './textes-gardes.ts'

/** One act that has its own page: what it does, its few fields, its button, where one lands afterwards. */
export type ActeEnPage = {
  adresse: Pick<Adresse, 'chemin' | 'acces'>
  acte: string | ((e: Ecran) => string)
  titre: (e: Ecran, uai: string | undefined) => string
  /** What one should know before acting. */
  intro?: (e: Ecran, uai: string | undefined) => ComponentChildren
  champs?: readonly ChampDActe[]
  /** When the act wants something else than its fields as they were read. */
  saisie?: (lue: Record<string, unknown>, e: Ecran) => Record<string, unknown>
  /** No word: nothing to press yet, the page says what is missing. */
  bouton: string | ((e: Ecran, uai: string | undefined) => string | undefined)
  danger?: true
  vers: (e: Ecran, acte: string) => string
}

/** Shows the page of an act to those who may do it, and does it. Same refusals as everywhere: 404, 403, 409, 422. */
export const pageDActe =
  (d: ActeEnPage): Slice =>
  ({ pages, maison }) => {
    pages.get(d.adresse, async (requete) => afficher(d, maison, requete))
    pages.post(d.adresse, async (requete) => {
      const e = await ouvrirDossier(maison, requete)
      if (estRefus(e)) return e
      const champs = requete.body ?? {}
      const acte = nomDe(d, e)
      const uai = requete.params.uai?.toUpperCase()
      const lue = saisieDesChamps(d.champs ?? [], champs)
      const saisie = { ...(d.saisie?.(lue, e) ?? lue), ...(uai ? { sur: uai } : {}) }
      const fait = await agir(e, acte, saisie, champ(champs, 'version'))
      if (!estRefus(fait)) {
        await oublierTexte(maison, requete)
        return { vers: d.vers(e, acte) }
      }
      return fait.statut === 404 ? fait : afficher(d, maison, requete, fait)
    })
  }

const nomDe = (d: ActeEnPage, e: Ecran): string => (typeof d.acte === 'string' ? d.acte : d.acte(e))

const afficher = async (d: ActeEnPage, maison: Maison, requete: Requete, refuse?: Refus): Promise<Sortie> => {
  const e = await ouvrirDossier(maison, requete)
  if (estRefus(e)) return e
  const acte = ACTES[nomDe(d, e)]
  const uai = requete.params.uai?.toUpperCase()
  if (!acte || !qualitePour(acte, e.qualites, uai))
    return refus('role_insuffisant', 'Votre rôle ne permet pas de faire ceci.', 403)
  if (uai && !e.faits.ecoles.some((x) => x.uai === uai && x.etat !== 'retire'))
    return refus('introuvable', 'Cette école n’est pas dans le dossier.', 404)
  const ferme = horsEtat(e, acte.de) ?? acte.possible?.({ faits: e.faits, maintenant: e.maintenant }, uai)
  const garde = requete.method === 'GET' ? await reprendreTexte(maison, requete) : undefined
  const erreurs = refuse?.erreurs ?? (refuse ? [{ chemin: '', message: refuse.detail }] : [])
  return {
    statut: refuse?.statut ?? 200,
    page: <ActePage {...{ d, e, uai, ferme, erreurs }} {...{ garde }} champs={requete.body ?? garde ?? {}} />,
  }
}

const horsEtat = (e: Ecran, de: readonly string[]): Refus | undefined =>
  de.includes(e.faits.dossier.etat)
    ? undefined
    : refus(
        'etat_incompatible',
        `Ce dossier est « ${ETATS[e.faits.dossier.etat].libelle} » : cette action n’est pas possible.`,
      )

type Props = {
  d: ActeEnPage
  e: Ecran
  uai: string | undefined
  champs: Champs
  erreurs: Erreur[]
  ferme: Refus | undefined
  garde: Champs | undefined
}

const ActePage = ({ d, e, uai, champs, erreurs, ferme, garde }: Props) => {
  const { dossier, organisme } = e.faits
  const retour = urls.dossier.href({ id: dossier.id })
  const bouton = typeof d.bouton === 'string' ? d.bouton : d.bouton(e, uai)
  return (
    <Page
      {...e.cadre}
      titre={d.titre(e, uai)}
      retour={{ href: retour, libelle: 'Retour au dossier' }}
      erreurs={erreurs}
      prive
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">
        Dossier {dossier.numero} · {titreOrganisme(organisme)}
      </p>
      <h1 class="govuk-heading-xl">{d.titre(e, uai)}</h1>
      {garde ? (
        <Avis ton="attention" titre="Votre texte a été retrouvé">
          Relisez-le, puis envoyez-le.
        </Avis>
      ) : null}
      {ferme ? (
        <Avis ton="attention" titre={ferme.detail} />
      ) : (
        <Formulaire action={e.requete.url.split('?')[0] ?? ''} csrf={e.cadre.csrf}>
          <input type="hidden" name="version" value={dossier.version} />
          {d.intro?.(e, uai)}
          <ChampsDActe table={d.champs ?? []} champs={champs} erreurs={erreurs} />
          <Boutons>
            {bouton ? <Bouton ton={d.danger ? 'danger' : 'principal'}>{bouton}</Bouton> : null}
            <a class="govuk-link" href={retour}>
              {bouton ? 'Annuler' : 'Retour au dossier'}
            </a>
          </Boutons>
        </Formulaire>
      )}
    </Page>
  )
}
