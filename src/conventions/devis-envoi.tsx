import { demandeFinancee } from '../domaine/demande.ts'
import { type Devis, ecolesVivantes, type Faits } from '../domaine/faits.ts'
import { lireMontant, montantSaisi } from '../domaine/montants.ts'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { agir, lireEnvoi, type Regard, regarder } from '../registre/formulaire-fichiers.ts'
import { COLONNES, type LignesLues, lireLignes, type TableauLu } from '../registre/lignes-importees.ts'
import {
  erreursSurLignes,
  type LigneBrute,
  lignesBrutes,
  lignesChangees,
  lireLignesSaisies,
} from '../registre/lignes-saisies.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { cadreArgent } from '../ui/cadre-argent.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { dansLOrdre } from '../ui/ordre-erreurs.ts'
import { urls } from '../urls.ts'
import { DevisEnvoiPage } from './devis-envoi-page.tsx'

/** Beyond, a table of inputs is no page any more: lines come as text. */
const LIGNES_EN_TABLE = 100
const ORDRE = [
  'piece',
  'fournisseur.nom',
  'fournisseur.siret',
  'numero',
  'date',
  'validite',
  'total',
  'signe',
  'lignes',
  ...Object.keys(COLONNES).map((c) => `colonnes.${c}`),
  'collees',
  'tableur',
]

/** Sending a quote: typed from the request, pasted, or read from a spreadsheet whose columns are matched. */
export const routesDevisEnvoi: Slice = ({ pages, maison }) => {
  pages.get(urls.devisEnvoi, (requete) => montrer(maison, requete))
  pages.post(urls.devisEnvoi, (requete) => envoyer(maison, requete))
}

const envoyer = async (maison: Maison, requete: Requete): Promise<Sortie> => {
  const { corps, erreurs, contenus } = await lireEnvoi(maison, requete, { piece: 'devis', tableur: 'lu' })
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  const changees = lignesChangees(corps)
  if (changees) return montrer(maison, requete, { corps, brutes: changees })
  const brutes = lignesBrutes(corps)
  const importe = await importer(r.faits, corps, contenus.tableur?.octets)
  // What was in the file is kept as text: nothing is to be sent again to mend a line.
  const garde = importe?.texte ? { ...corps, collees: importe.texte } : corps
  const lues: LignesLues =
    importe ??
    lireLignesSaisies(brutes ?? [], {
      catalogue: r.faits.appel.catalogue,
      ecoles: ecolesVivantes(r.faits).map((e) => e.uai),
    })
  const suite = { corps: garde, brutes, titres: importe?.titres }
  const fautes = [...erreurs, ...lues.erreurs]
  if (fautes.length > 0) return montrer(maison, requete, { ...suite, non: saisieInvalide(fautes) })
  const remplace = r.faits.devis.find((d) => d.id === requete.query.remplace)
  const fait = await agir(maison, r, 'envoyer_devis', { ...enTete(corps, remplace), lignes: lues.lignes })
  if (!estRefus(fait)) return { vers: urls.devis.href({ id: r.faits.dossier.id }, { fait: 'envoye' }) }
  if (fait.statut === 404) return fait
  const non = fait.erreurs ? { ...fait, erreurs: erreursSurLignes(fait.erreurs, lues.origines).slice(0, 20) } : fait
  return montrer(maison, requete, { ...suite, non })
}

const enTete = (c: Corps, remplace: Devis | undefined) => ({
  piece: texteDe(c, 'piece'),
  fournisseur: { nom: texteDe(c, 'fournisseur.nom'), siret: texteDe(c, 'fournisseur.siret') },
  numero: texteDe(c, 'numero'),
  date: dateSaisie(c, 'date') || '',
  validite: dateSaisie(c, 'validite') || '',
  total: lireMontant(texteDe(c, 'total')) ?? texteDe(c, 'total'),
  ...(remplace ? { remplace: remplace.id } : {}),
  ...(texteDe(c, 'signe') === 'oui' ? { signe: true } : {}),
})

/** Lines given as a file or a paste: they take the place of the table's. */
const importer = async (f: Faits, c: Corps, fichier: Buffer | undefined): Promise<TableauLu | undefined> => {
  const choix = Object.fromEntries(
    Object.keys(COLONNES).flatMap((k) => {
      const titre = texteDe(c, `colonnes.${k}`)
      return titre ? [[k, titre]] : []
    }),
  )
  if (fichier && fichier.byteLength > 0) return lireLignes(f, fichier, 'lignes du devis', { choix })
  const colle = texteDe(c, 'collees')
  return colle === '' ? undefined : lireLignes(f, Buffer.from(colle, 'utf8'), 'lignes collées', { choix })
}

type Suite = { corps?: Corps; brutes?: LigneBrute[] | undefined; titres?: string[] | undefined; non?: Refus }

const montrer = async (maison: Maison, requete: Requete, s: Suite = {}): Promise<Sortie> => {
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  if (!porteur(r)) return introuvable()
  const remplace = r.faits.devis.find((d) => d.id === requete.query.remplace && d.etat !== 'remplace')
  const proposees = lignesProposees(r.faits, remplace)
  const enTable = proposees.length <= LIGNES_EN_TABLE
  return {
    statut: s.non?.statut ?? 200,
    page: (
      <DevisEnvoiPage
        cadre={cadreArgent(maison.cadre(requete), r.faits, 'devis', r.qualites)}
        faits={r.faits}
        corps={
          enTable || s.corps?.collees !== undefined ? (s.corps ?? {}) : { ...s.corps, collees: enTexte(proposees) }
        }
        lignes={s.brutes ?? (enTable ? proposees : [])}
        titres={s.titres ?? []}
        erreurs={dansLOrdre(s.non?.erreurs ?? [], ORDRE)}
        refus={s.non?.detail}
        remplace={remplace}
      />
    ),
  }
}

const porteur = (r: Regard): boolean =>
  r.qualites.some((q) => ['redacteur', 'signataire'].includes(q.role) && q.ecoles === null)

/** The rows of the form, from the request or from the version before: nothing that was typed once is typed again. */
const lignesProposees = (f: Faits, remplace: Devis | undefined): LigneBrute[] =>
  remplace
    ? remplace.lignes.map((l) => enBrute(l.ecole, l.article, l.designation, l.quantite, l.prixUnitaireHt, l.tva))
    : sansDevis(f).map((l) => enBrute(l.ecole, l.article, l.libelle ?? '', l.quantite, l.prixUnitaireHt, 20))

/** What no quote holds yet; the whole request once everything is on one, for the offer of another supplier. */
const sansDevis = (f: Faits) => {
  const demandees = demandeFinancee(f).ecoles.flatMap((e) => e.lignes.map((l) => ({ ...l, ecole: e.uai })))
  const vifs = f.devis.filter((d) => d.etat === 'envoye' || d.etat === 'conforme').flatMap((d) => d.lignes)
  const reste = demandees.filter((l) => !vifs.some((v) => v.ecole === l.ecole && v.article === l.article))
  return (reste.length > 0 ? reste : demandees).filter((l) => l.quantite > 0)
}

const enBrute = (
  ecole: string,
  article: string | undefined,
  designation: string,
  quantite: number,
  prix: number,
  tva: number,
): LigneBrute => ({
  ecole,
  article: article ?? '',
  designation,
  quantite: String(quantite).replace('.', ','),
  prixUnitaireHt: montantSaisi(prix),
  tva: String(tva).replace('.', ','),
})

const enTexte = (lignes: readonly LigneBrute[]): string =>
  [
    'École\tArticle\tDésignation\tQuantité\tPrix unitaire HT\tTVA',
    ...lignes.map((l) => [l.ecole, l.article, l.designation, l.quantite, l.prixUnitaireHt, l.tva].join('\t')),
  ].join('\n')
