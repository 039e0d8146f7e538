import { achatsDe } from '../domaine/achats.ts'
import { saisieDemande } from '../domaine/actes/saisie-versement.ts'
import { normaliserSiret } from '../domaine/identifiants/siret.ts'
import { euros } from '../domaine/montants.ts'
import { autresFinanceurs } from '../domaine/plan-financement.ts'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import { calculerVersement } from '../domaine/versement.ts'
import { alertesDe } from '../domaine/versement-alertes.ts'
import { rattacherTout, regleRefusee, type SaisieDemande } from '../domaine/versement-controles.ts'
import { formeRefusee } from '../domaine/versement-forme.ts'
import type { Maison, Slice } from '../maison.ts'
import { autourDe } from '../registre/autour.ts'
import { agir, lireEnvoi, type Regard, regarder } from '../registre/formulaire-fichiers.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { composer } from '../socle/pdf/composer.ts'
import { Avis } from '../ui/avis.tsx'
import { cadreArgent } from '../ui/cadre-argent.ts'
import { Details } from '../ui/govuk/details.tsx'
import { dansLOrdre } from '../ui/ordre-erreurs.ts'
import { urls } from '../urls.ts'
import { livraisonsDites } from './demande-livraisons.tsx'
import { DemandePage } from './demande-page.tsx'
import { phrases } from './documents.ts'
import { etatRecapitulatif } from './etat-recapitulatif.ts'
import { avecRangees, lireDemande, surLeFormulaire } from './saisie-demande.ts'

/** The fields as they follow on the page. */
const ORDRE = [
  'type',
  'planFinancement',
  'livreLe',
  'factures',
  ...['piece', 'numero', 'date', 'mandat', 'mandatLe', 'lignes', 'collees', 'fournisseur', 'ht', 'tva'].map(
    (c) => `factures.*.${c}`,
  ),
  'etatRecapitulatif',
  'iban',
]
const NATURES = { piece: 'facture', etatRecapitulatif: 'etat_recapitulatif' }

/** The claim's form, its checks before filing, and the statement to print. */
export const routesDemande: Slice = ({ pages, maison }) => {
  pages.get(urls.demandeVersement, (requete) => montrer(maison, requete))
  pages.post(urls.demandeVersement, async (requete) => {
    const { corps: envoye, erreurs: fichiers } = await lireEnvoi(maison, requete, NATURES)
    const r = await regarder(maison, requete)
    if (estRefus(r)) return r
    const sur = r.faits.versements.find((v) => v.id === requete.query.reprise)?.id
    // « Ajouter » and « Retirer » a line, without script: the form comes back with one row more or less, nothing is read.
    const rangees = avecRangees(envoye)
    if (rangees) return montrer(maison, requete, undefined, rangees)
    const { saisie: lue, erreurs, places, ajuste } = lireDemande(envoye, r.faits, sur)
    const corps = { ...envoye, ...ajuste }
    const { receptions, erreurs: livraisons } = livraisonsDites(r.faits, corps)
    const saisie = receptions ? { ...lue, receptions } : lue
    const fautes = [...fichiers, ...erreurs, ...livraisons]
    if (fautes.length > 0) return montrer(maison, requete, saisieInvalide(fautes), corps)
    const vu = await verifier(maison, r, saisie, sur)
    // Nobody files without having read what the service will look at.
    const aLire = !estRefus(vu) && vu.alertes.length > 0 && texteDe(corps, 'vues') !== vu.alertes.join(' ')
    if (texteDe(corps, 'verifier') === 'oui' || aLire) {
      if (estRefus(vu))
        return montrer(
          maison,
          requete,
          { ...vu, ...(vu.erreurs ? { erreurs: surLeFormulaire(vu.erreurs, places) } : {}) },
          corps,
        )
      return montrer(maison, requete, undefined, corps, vu)
    }
    const fait = await agir(maison, r, 'demander_versement', { ...saisie, ...(sur ? { sur } : {}) })
    if (estRefus(fait))
      return fait.statut === 404
        ? fait
        : montrer(
            maison,
            requete,
            { ...fait, ...(fait.erreurs ? { erreurs: surLeFormulaire(fait.erreurs, places) } : {}) },
            corps,
          )
    return { vers: urls.versements.href({ id: r.faits.dossier.id }, { fait: 'demande' }) }
  })
  pages.post(urls.etatRecapitulatif, async (requete) => {
    const { corps } = await lireEnvoi(maison, requete, NATURES)
    const r = await regarder(maison, requete)
    if (estRefus(r)) return r
    const lues = (lireDemande({ ...corps, type: 'acompte' }, r.faits).saisie.factures ??
      []) as SaisieDemande['factures'] // built just above
    const factures = lues.map((x) => ({
      fournisseur: achatsDe(r.faits).find((a) => a.siret === normaliserSiret(x.fournisseur.siret))?.fournisseur ?? '',
      siret: normaliserSiret(x.fournisseur.siret),
      numero: x.numero,
      date: x.date,
      ht: x.ht,
      tva: x.tva,
      mandat: x.mandat ?? '',
      mandatLe: x.mandatLe ?? '',
    }))
    return {
      texte: await composer('maison', etatRecapitulatif(r.faits, factures)),
      type: 'application/pdf',
      nom: `etat-recapitulatif-${r.faits.dossier.numero}.pdf`,
      enLigne: true,
    }
  })
}

type Verification = { montant: number; explication: string[]; alertes: string[] }

/** The same rules as the filing, nothing written: what would be refused, what both sides will look at, the amount expected. */
const verifier = async (
  maison: Maison,
  r: Regard,
  saisie: Record<string, unknown>,
  sur: string | undefined,
): Promise<Verification | Refus> => {
  const lue = saisieDemande.safeParse(saisie)
  if (!lue.success)
    return saisieInvalide(lue.error.issues.map((i) => ({ chemin: i.path.map(String).join('.'), message: i.message })))
  const s = { ...lue.data, factures: lue.data.factures ?? [] } as SaisieDemande // the same shape, parsed
  const autour = await autourDe(maison.porte.base, ['facturesAilleurs', 'ibansConnus'], {
    faits: r.faits,
    saisie,
    acteur: r.acteur,
    le: r.maintenant,
  })
  const non = formeRefusee(r.faits, s) ?? regleRefusee(r.faits, s, autour, sur)
  if (non) return non
  const plan = Array.isArray(lue.data.planFinancement) ? autresFinanceurs(r.faits, lue.data.planFinancement) : undefined
  const l = calculerVersement(
    r.faits,
    { id: sur ?? 'nouvelle', type: s.type, contenu: plan ? { planFinancement: plan } : {} },
    {
      parts: rattacherTout(r.faits, s, sur).flatMap((p) => p ?? []),
      ecartees: r.faits.factures.filter((x) => x.versement_id === sur).map((x) => x.id),
    },
  )
  return { montant: l.montant, explication: phrases(l.explication), alertes: alertesDe(r.faits, s, autour, sur) }
}

const montrer = async (
  maison: Maison,
  requete: Requete,
  non?: Refus,
  corps: Corps = {},
  vu?: Verification,
): Promise<Sortie> => {
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  if (!r.qualites.some((q) => ['redacteur', 'signataire'].includes(q.role))) return introuvable()
  const page = (
    <DemandePage
      cadre={cadreArgent(maison.cadre(requete), r.faits, 'versements', r.qualites)}
      r={r}
      corps={corps}
      erreurs={dansLOrdre(non?.erreurs ?? [], ORDRE)}
      vues={vu?.alertes.join(' ')}
      refus={non?.detail}
      reprise={r.faits.versements.find((v) => v.id === requete.query.reprise && v.etat === 'a_completer')}
      verification={
        vu ? (
          <Avis
            ton={vu.alertes.length > 0 ? 'attention' : 'succes'}
            titre={
              vu.alertes.length > 0
                ? `Vérifié. Lisez ces points avant d’envoyer : le service les regardera. Montant attendu : ${euros(vu.montant)}.`
                : `Vérifié : vous pouvez envoyer. Montant attendu : ${euros(vu.montant)}.`
            }
          >
            {vu.alertes.length > 0 ? (
              <ul class="govuk-list govuk-list--bullet">
                {vu.alertes.map((x) => (
                  <li>{x}</li>
                ))}
              </ul>
            ) : null}
            <Details
              summaryText="Comment ce montant est-il calculé ?"
              text={
                <ul class="govuk-list govuk-list--bullet">
                  {vu.explication.map((x) => (
                    <li>{x}</li>
                  ))}
                </ul>
              }
            />
          </Avis>
        ) : undefined
      }
    />
  )
  return { statut: non?.statut ?? 200, page }
}
