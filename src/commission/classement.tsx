import type { ProjetClasse } from '../domaine/classement.ts'
import { typographier } from '../domaine/organismes.ts'
import { introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { classementVu, lireClassement, type ProjetDuClassement } from '../registre/classement.ts'
import { lireEnveloppe } from '../registre/enveloppe.ts'
import { selonTete, teteDuJournal } from '../registre/selon-journal.ts'
import { acteurDe } from '../socle/http/requete.ts'
import type { Colonne } from '../socle/tableurs/colonnes.ts'
import { ecrireXlsx } from '../socle/tableurs/ecrire-xlsx.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { appelDe } from './acces.ts'
import { ClassementPage } from './classement-page.tsx'
import { DECISIONS } from './mots.ts'

/** The ranking with its tie-break rules, its cut-off and the hash of its inputs; the same as a workbook. */
export const routesClassement: Slice = ({ pages, maison }) => {
  pages.get(urls.classement, async (requete) => {
    const publie = await appelDe(maison, requete)
    if (!publie) return introuvable()
    const { appel, slug } = publie
    const { base } = maison.porte
    const tete = await teteDuJournal(base)
    const garder = <T,>(quoi: string, lire: () => Promise<T>) =>
      selonTete(base, tete, `${quoi} ${slug} ${publie.version}`, lire)
    const [c, enveloppe] = await Promise.all([
      classementVu(
        base,
        appel,
        acteurDe(requete),
        garder('classement', () => lireClassement(base, appel)),
      ),
      garder('enveloppe', () => lireEnveloppe(base, appel)),
    ])
    if (requete.query.format === 'xlsx')
      return {
        texte: ecrireXlsx(colonnes(appel.commission.notateursParProjet > 1), c.projets, { feuille: 'Classement' }),
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        nom: `classement-${slug}.xlsx`,
      }
    return {
      page: (
        <ClassementPage
          {...{ cadre: cadreDuBureau(maison.cadre(requete), appel, 'classement'), appel, c }}
          total={enveloppe.total}
          page={requete.query.page}
        />
      ),
    }
  })
}

type Ligne = ProjetClasse<ProjetDuClassement>
const enTexte = (x: number | null): string => (x === null ? '' : String(x).replace('.', ','))

const LECTURES: readonly Colonne<Ligne>[] = [
  { titre: 'Notes données', type: 'entier', valeur: (p) => p.notateurs },
  { titre: 'Écart', valeur: (p) => enTexte(p.ecart) },
  { titre: 'Seconde lecture', valeur: (p) => (p.secondeLecture ? 'demandée' : '') },
]

const colonnes = (plusieurs: boolean): readonly Colonne<Ligne>[] => [
  { titre: 'Rang', type: 'entier', valeur: (p) => p.rang },
  { titre: 'École', valeur: (p) => typographier(p.nom) },
  { titre: 'UAI', valeur: (p) => p.uai },
  { titre: 'Porteur', valeur: (p) => typographier(p.organisme) },
  { titre: 'Dossier', valeur: (p) => p.numero },
  { titre: 'Note', valeur: (p) => enTexte(p.valeur) },
  ...(plusieurs ? LECTURES : []),
  { titre: 'Montant calculé', type: 'montant', valeur: (p) => p.montant },
  { titre: 'Décision', valeur: (p) => (p.decision ? DECISIONS[p.decision]?.libelle : '') },
  { titre: 'Montant proposé', type: 'montant', valeur: (p) => p.propose },
]
