import { ecolesVivantes } from '../domaine/faits.ts'
import { typographier } from '../domaine/organismes.ts'
import { estRefus } from '../domaine/refus.ts'
import { estRole, ROLES } from '../domaine/roles.ts'
import type { Slice } from '../maison.ts'
import { type LigneChronologie, lireChronologie } from '../registre/chronologie.ts'
import { Chronologie } from '../ui/chronologie.tsx'
import { Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { type Ecran, ouvrirDossier } from './ecran.ts'

/** Everything that happened to a dossier, latest first. */
export const routesChronologie: Slice = ({ pages, maison }) => {
  pages.get(urls.chronologie, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const { lignes } = await lireChronologie(e.base, e, { limite: 1000, derniers: true })
    return { page: <ChronologiePage e={e} lignes={lignes.reverse()} /> }
  })
}

const ChronologiePage = ({ e, lignes }: { e: Ecran; lignes: LigneChronologie[] }) => (
  <Page
    {...e.cadre}
    titre="Tout ce qui s’est passé"
    retour={{ href: urls.dossier.href({ id: e.faits.dossier.id }), libelle: 'Retour au dossier' }}
    prive
  >
    <p class="laureat-surtitre">Dossier {e.faits.dossier.numero}</p>
    <h1 class="govuk-heading-xl">Tout ce qui s’est passé</h1>
    <p class="laureat-chapo">
      Chaque acte est inscrit dans un journal que personne ne peut modifier, le service compris.
    </p>
    <Chronologie
      niveau={2}
      evenements={lignes.map((l) => ({
        le: l.le,
        titre: `${l.fait.charAt(0).toUpperCase()}${l.fait.slice(1)}${surQuoi(e, l)}`,
        par: `${l.par}, ${(estRole(l.qualite) ? ROLES[l.qualite].libelle : l.qualite).replace(/^[A-Z](?=[a-zé])/u, (x) => x.toLowerCase())}`,
        mien: l.personne !== null && l.personne === e.acteur.personne,
        texte: details(l),
        pieces: pieces(e, l),
      }))}
    />
  </Page>
)

const surQuoi = (e: Ecran, l: LigneChronologie): string => {
  const uai = l.sur ?? (typeof l.saisie.uai === 'string' ? l.saisie.uai.toUpperCase() : '')
  const ecole = [...ecolesVivantes(e.faits), ...e.faits.ecoles].find((x) => x.uai === uai)
  return ecole ? ` : ${typographier(ecole.nom)}` : ''
}

/** The free words of an act: its reason, its text. */
const details = (l: LigneChronologie): string | undefined => {
  const compte = l.saisie.pourLeCompteDe
  const pour =
    typeof compte === 'object' && compte !== null && 'nom' in compte
      ? `Saisi par le service pour ${String(compte.nom)}.`
      : ''
  const mots = ['motif', 'explication', 'texte', 'decisions', 'commentaire', 'courriel']
    .map((cle) => l.saisie[cle])
    .filter((x): x is string => typeof x === 'string' && x !== '')
  return [...mots, pour].filter(Boolean).join(' ') || undefined
}

const pieces = (e: Ecran, l: LigneChronologie): { libelle: string; href: string }[] => {
  const fichiers = Array.isArray(l.saisie.fichiers) ? (l.saisie.fichiers as { piece: string; nom: string }[]) : [] // written by the door
  return fichiers
    .filter((f) => e.faits.pieces.some((p) => p.id === f.piece))
    .map((f) => ({ libelle: f.nom, href: urls.piece.href({ id: e.faits.dossier.id, piece: f.piece }) }))
}
