import { lireMontant } from '../domaine/montants.ts'
import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import { calculerVersement } from '../domaine/versement.ts'
import type { Maison, Slice } from '../maison.ts'
import { agir, regarder } from '../registre/formulaire-fichiers.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { composer } from '../socle/pdf/composer.ts'
import { cadreArgent } from '../ui/cadre-argent.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { etatLiquidatif, explicationPaiement } from './documents.ts'
import { VersementPage } from './versement-page.tsx'
import { VersementsPage } from './versements-page.tsx'

/** The claims of a dossier, and each of them. */
export const routesVersements: Slice = ({ pages, maison }) => {
  pages.get(urls.versements, async (requete) => {
    const r = await regarder(maison, requete)
    if (estRefus(r)) return r
    if (r.qualites.every((q) => q.ecoles !== null)) return introuvable()
    const alertes = r.faits.versements.at(-1)?.contenu.alertes
    return {
      page: (
        <VersementsPage
          cadre={cadreArgent(maison.cadre(requete), r.faits, 'versements', r.qualites)}
          r={r}
          fait={requete.query.fait}
          alertes={Array.isArray(alertes) ? alertes.map(String) : []}
          peutDemander={
            r.faits.dossier.etat === 'notifie' &&
            r.qualites.some((q) => ['redacteur', 'signataire'].includes(q.role)) &&
            !r.faits.versements.some((v) => v.type === 'solde' && v.etat !== 'rejetee')
          }
        />
      ),
    }
  })
  pages.get(urls.versement, (requete) => montrer(maison, requete))
  pages.post(urls.versement, async (requete) => {
    const corps = requete.body ?? {}
    const geste = texteDe(corps, 'geste')
    const lire = Object.hasOwn(SAISIES, geste) ? SAISIES[geste] : undefined
    if (!lire) return introuvable()
    const r = await regarder(maison, requete)
    if (estRefus(r)) return r
    const sur = requete.params.versement ?? ''
    const fait = await agir(maison, r, geste, { sur, ...lire(corps) }, texteDe(corps, 'version'))
    if (estRefus(fait)) return fait.statut === 404 ? fait : montrer(maison, requete, fait, corps)
    return { vers: urls.versement.href({ id: r.faits.dossier.id, versement: sur }, { fait: geste }) }
  })
}

const motif = (c: Corps) => (texteDe(c, 'motif') ? { motif: texteDe(c, 'motif') } : {})
const montant = (c: Corps) =>
  texteDe(c, 'montant') ? { montant: lireMontant(texteDe(c, 'montant')) ?? texteDe(c, 'montant') } : {}
const date = (c: Corps) => ({ date: dateSaisie(c, 'date') || '' })

/** The acts that this page posts, and how their inputs are read. */
const SAISIES: Record<string, (c: Corps) => Record<string, unknown>> = {
  liquider: (c) => {
    const ecartees = Object.keys(c).flatMap((k) => {
      const facture = /^ecarter\.(.+)$/.exec(k)?.[1]
      const pourquoi = facture ? texteDe(c, k) : ''
      return facture && pourquoi ? [{ facture, motif: pourquoi }] : []
    })
    return { ...montant(c), ...motif(c), ...(ecartees.length > 0 ? { ecartees } : {}) }
  },
  demander_complement_versement: motif,
  rejeter_demande: motif,
  confirmer_coordonnees_bancaires: motif,
  valider_liquidation: motif,
  renvoyer_liquidation: motif,
  enregistrer_mandat: (c) => ({
    mandat: texteDe(c, 'mandat'),
    ...date(c),
    ...(texteDe(c, 'bordereau') ? { bordereau: texteDe(c, 'bordereau') } : {}),
  }),
  enregistrer_rejet_comptable: motif,
  enregistrer_paiement: (c) => ({ ...montant(c), ...date(c) }),
}

const montrer = async (maison: Maison, requete: Requete, non?: Refus, corps: Corps = {}): Promise<Sortie> => {
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  const v = r.faits.versements.find((x) => x.id === requete.params.versement)
  if (!v) return introuvable()
  const interne = r.qualites.some((q) =>
    ['gestionnaire_paiement', 'valideur_paiement', 'instructeur', 'lecteur'].includes(q.role),
  )
  const pdf = requete.query.pdf
  if (pdf === 'explication' || (pdf === 'liquidation' && interne))
    return {
      texte: await composer('maison', (pdf === 'liquidation' ? etatLiquidatif : explicationPaiement)(r.faits, v)),
      type: 'application/pdf',
      nom: `${pdf}-${r.faits.dossier.numero}.pdf`,
      enLigne: true,
    }
  return {
    statut: non?.statut ?? 200,
    page: (
      <VersementPage
        cadre={cadreArgent(maison.cadre(requete), r.faits, 'versements', r.qualites)}
        r={r}
        v={v}
        calcul={interne && v.etat === 'deposee' ? calculerVersement(r.faits, v) : undefined}
        corps={corps}
        erreurs={non?.erreurs ?? []}
        refus={non?.detail}
        fait={requete.query.fait}
      />
    ),
  }
}
