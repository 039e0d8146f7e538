import { ACTES } from '../domaine/actes.ts'
import { acteSelon, qualitePour } from '../domaine/droits.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { ROLES_REPRESENTES } from '../domaine/roles.ts'
import type { Corps } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampListe, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Details } from '../ui/govuk/details.tsx'
import type { Ecran } from './ecran.ts'
import { PROPRES } from './formulaires-propres.tsx'
import { formulairePossible } from './schema-acte.ts'

type E = Pick<Ecran, 'faits' | 'qualites' | 'maintenant'>
/** What the service may write for somebody else: never an act of a school or a town hall of its own will (actes.md §3). */
const SANS_PAPIER = new Set(['inviter', 'renvoyer_invitation', 'retirer_invitation', 'conseiller'])

/** May this act be recorded « pour le compte de » a porteur or a school: `seulement` so, `aussi` so, or `non`. */
export const enCompte = (e: Pick<Ecran, 'faits' | 'qualites'>, nom: string): 'seulement' | 'aussi' | 'non' => {
  const ecrit = ACTES[nom]
  if (!ecrit || SANS_PAPIER.has(nom) || !e.qualites.some((q) => q.role === 'instructeur')) return 'non'
  const acte = acteSelon(ecrit, e.faits)
  if (!acte.par.some((r) => ROLES_REPRESENTES.includes(r))) return 'non'
  return qualitePour(acte, e.qualites) === undefined ? 'seulement' : 'aussi'
}

/** The acts of a porteur or a school that an agent may record now from a paper received. */
export const actesPourLeCompte = (e: E): { acte: string; libelle: string }[] =>
  Object.entries(ACTES).flatMap(([nom, acte]) => {
    if (enCompte(e, nom) !== 'seulement' || !acte.de.includes(e.faits.dossier.etat)) return []
    if (!PROPRES[nom] && !formulairePossible(acte)) return []
    const possible = (sur?: string) => acte.possible?.({ faits: e.faits, maintenant: e.maintenant }, sur) === undefined
    const faisable = acte.sur === 'ecole' ? ecolesVivantes(e.faits).some((x) => possible(x.uai)) : possible()
    return faisable ? [{ acte: nom, libelle: acte.libelle }] : []
  })

/** The paper received, when, from whom, in which capacity. `plie`: the agent may also act in the service's own name. */
export const ChampsCompte = (p: {
  e: Ecran
  erreurs: { chemin: string; message: string }[]
  corps: Corps
  plie: boolean
}) => {
  const dit = (nom: string) => {
    const x = p.corps[`pourLeCompteDe.${nom}`]
    return typeof x === 'string' ? x : undefined
  }
  const gardee = dit('piece')
  const champs = (
    <>
      <p class="govuk-body">
        L’acte est marqué « saisi par le service » dans l’historique, et une copie part au porteur. Joignez ce que vous
        avez reçu : courriel, lettre, formulaire papier.
      </p>
      <ChampTexte
        chemin="pourLeCompteDe.nom"
        libelle="Nom de la personne qui a écrit"
        erreurs={p.erreurs}
        valeur={dit('nom')}
      />
      <ChampTexte
        chemin="pourLeCompteDe.qualite"
        libelle="En quelle qualité"
        aide="Par exemple : maire, secrétariat de mairie, direction de l’école"
        erreurs={p.erreurs}
        valeur={dit('qualite')}
      />
      <ChampDate
        chemin="pourLeCompteDe.recuLe"
        libelle="Reçu le"
        erreurs={p.erreurs}
        valeur={dateSaisie(p.corps, 'pourLeCompteDe.recuLe')}
      />
      <ChampFichier
        chemin="pourLeCompteDe.piece"
        libelle="Pièce reçue"
        aide={
          gardee
            ? 'La pièce déjà envoyée est choisie ci-dessous : n’en joignez une autre que pour la remplacer.'
            : 'PDF, image ou courriel enregistré, 20 Mo au plus.'
        }
        erreurs={p.erreurs}
      />
      {p.e.faits.pieces.length > 0 ? (
        <ChampListe
          chemin="pourLeCompteDe.dejaLa"
          libelle="Ou une pièce déjà dans le dossier"
          facultatif
          vide="Aucune"
          erreurs={p.erreurs}
          valeur={gardee ?? dit('dejaLa')}
          choix={p.e.faits.pieces.map((x) => ({ valeur: x.id, libelle: x.nom }))}
        />
      ) : null}
    </>
  )
  const ouvert = p.erreurs.some((x) => x.chemin.startsWith('pourLeCompteDe')) || Boolean(dit('nom'))
  return p.plie ? (
    <Details summaryText="Enregistrer pour le compte de la collectivité ou de l’école" text={champs} open={ouvert} />
  ) : (
    <section class="laureat-carte" aria-labelledby="compte">
      <h2 class="govuk-heading-m" id="compte">
        Pour le compte de qui ?
      </h2>
      {champs}
    </section>
  )
}

/** What the form says of the person represented; absent when nothing of it was filled and the agent may act alone. */
export const lireCompte = (corps: Corps, plie: boolean): { pourLeCompteDe?: Record<string, string> } => {
  const dit = (nom: string) => {
    const x = corps[`pourLeCompteDe.${nom}`]
    return (typeof x === 'string' ? x : '').trim()
  }
  const compte = {
    piece: dit('piece') || dit('dejaLa'),
    recuLe: dateSaisie(corps, 'pourLeCompteDe.recuLe') ?? '',
    nom: dit('nom'),
    qualite: dit('qualite'),
  }
  return plie && Object.values(compte).every((x) => x === '') ? {} : { pourLeCompteDe: compte }
}
