import type { Devis, LigneDevis } from '../domaine/faits.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { montantSaisi } from '../domaine/montants.ts'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { agir, lireEnvoi, type Regard, regarder } from '../registre/formulaire-fichiers.ts'
import { type LignesLues, lireLignes } from '../registre/lignes-importees.ts'
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
import { CommandePage } from './commande-page.tsx'

/** Beyond, a table of inputs is no page any more: the lines of the quote come as text, to correct in place. */
export const LIGNES_EN_TABLE = 100
const ORDRE = ['devis', 'date', 'fournisseur', 'siret', 'lignes', 'collees', 'motif', 'piece']

/** An order that differs from its quote: supplier, lines, prices; everything comes prefilled, only what changes is typed. */
export const routesCommande: Slice = ({ pages, maison }) => {
  pages.get(urls.commande, (requete) => montrer(maison, requete))
  pages.post(urls.commande, async (requete) => {
    const { corps, erreurs } = await lireEnvoi(maison, requete, { piece: 'bon_commande' })
    const r = await regarder(maison, requete)
    if (estRefus(r)) return r
    const changees = lignesChangees(corps)
    if (changees) return montrer(maison, requete, undefined, corps, changees)
    const d = devisDe(r, requete)
    if (!d) return introuvable()
    const brutes = lignesBrutes(corps)
    const lues = brutes
      ? lireLignesSaisies(brutes, {
          catalogue: r.faits.appel.catalogue,
          ecoles: ecolesVivantes(r.faits).map((e) => e.uai),
        })
      : await lireLignes(r.faits, Buffer.from(texteDe(corps, 'collees'), 'utf8'), 'lignes de la commande')
    const saisie = enSaisie(d, corps, lues)
    const fautes = [...erreurs, ...lues.erreurs, ...manques(saisie, corps)]
    if (fautes.length > 0) return montrer(maison, requete, saisieInvalide(fautes), corps, brutes)
    const fait = await agir(maison, r, 'passer_commande', saisie, texteDe(corps, 'version'))
    if (!estRefus(fait)) return { vers: urls.achats.href({ id: r.faits.dossier.id }, { fait: 'passer_commande' }) }
    if (fait.statut === 404) return fait
    const sur = fait.erreurs ? { ...fait, erreurs: erreursSurLignes(fait.erreurs, lues.origines) } : fait
    return montrer(maison, requete, sur, corps, brutes)
  })
}

const devisDe = (r: Regard, requete: Requete): Devis | undefined => {
  const conformes = r.faits.devis.filter((d) => d.etat === 'conforme')
  return conformes.find((d) => d.id === requete.query.devis) ?? (conformes.length === 1 ? conformes[0] : undefined)
}

const enSaisie = (d: Devis, c: Corps, lues: LignesLues) => {
  const autre = texteDe(c, 'autre') === 'oui'
  const commun = {
    devis: d.id,
    date: dateSaisie(c, 'date') || '',
    ...(texteDe(c, 'piece') ? { piece: texteDe(c, 'piece') } : {}),
  }
  if (!autre && pareilles(d.lignes, lues.lignes)) return { ...commun, conformeAuDevis: true }
  return {
    ...commun,
    conformeAuDevis: false,
    lignes: lues.lignes,
    ...(autre ? { fournisseur: texteDe(c, 'fournisseur'), siret: texteDe(c, 'siret') } : {}),
    ...(texteDe(c, 'motif') ? { motif: texteDe(c, 'motif') } : {}),
  }
}

const pareilles = (a: readonly LigneDevis[], b: LignesLues['lignes']): boolean =>
  a.length === b.length &&
  a.every((l, i) => {
    const x = b[i]
    return (
      x?.ecole === l.ecole &&
      x.quantite === l.quantite &&
      x.prixUnitaireHt === l.prixUnitaireHt &&
      x.article === l.article
    )
  })

/** Asked by the page, so that the service never has to write back. */
const manques = (saisie: ReturnType<typeof enSaisie>, c: Corps) => [
  ...('fournisseur' in saisie && saisie.fournisseur === ''
    ? [{ chemin: 'fournisseur', message: 'Indiquez le nom du fournisseur choisi.' }]
    : []),
  ...(!saisie.conformeAuDevis && texteDe(c, 'motif') === ''
    ? [{ chemin: 'motif', message: 'Dites pourquoi la commande diffère du devis, par exemple « modèle en rupture ».' }]
    : []),
]

const montrer = async (
  maison: Maison,
  requete: Requete,
  non?: Refus,
  corps: Corps = {},
  brutes?: LigneBrute[],
): Promise<Sortie> => {
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  if (!r.qualites.some((q) => ['redacteur', 'signataire'].includes(q.role))) return introuvable()
  const d = devisDe(r, requete)
  return {
    statut: non?.statut ?? 200,
    page: (
      <CommandePage
        cadre={cadreArgent(maison.cadre(requete), r.faits, 'achats', r.qualites)}
        r={r}
        devis={d}
        lignes={brutes ?? (d && d.lignes.length <= LIGNES_EN_TABLE ? d.lignes.map(enBrute) : undefined)}
        texte={d ? enTexte(d) : ''}
        corps={corps}
        erreurs={dansLOrdre(non?.erreurs ?? [], ORDRE)}
        refus={non?.detail}
      />
    ),
  }
}

const enBrute = (l: LigneDevis): LigneBrute => ({
  ecole: l.ecole,
  article: l.article ?? '',
  designation: l.designation,
  quantite: String(l.quantite).replace('.', ','),
  prixUnitaireHt: montantSaisi(l.prixUnitaireHt),
  tva: String(l.tva).replace('.', ','),
})

const enTexte = (d: Devis): string =>
  [
    'École;Article;Désignation;Quantité;Prix unitaire HT;TVA',
    ...d.lignes
      .map(enBrute)
      .map((l) =>
        [l.ecole, l.article, l.designation?.replaceAll(';', ','), l.quantite, l.prixUnitaireHt, l.tva].join(';'),
      ),
  ].join('\n')
