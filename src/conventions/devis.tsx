import type { Devis } from '../domaine/faits.ts'
import { euros } from '../domaine/montants.ts'
import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import { inscription } from '../domaine/vote.ts'
import type { Maison, Slice } from '../maison.ts'
import { agir, type Regard, regarder } from '../registre/formulaire-fichiers.ts'
import { texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { cadreArgent, retourAuDossier } from '../ui/cadre-argent.ts'
import { urls } from '../urls.ts'
import { DevisPage } from './devis-page.tsx'
import { DevisUnPage } from './devis-un-page.tsx'

const peut = (r: Regard, ...roles: string[]): boolean =>
  r.qualites.some((q) => roles.includes(q.role) && q.ecoles === null)

/** Quotes: the list and what it covers, and one beside the request. */
export const routesDevis: Slice = ({ pages, maison }) => {
  pages.get(urls.devis, async (requete) => {
    const r = await regarder(maison, requete)
    if (estRefus(r)) return r
    if (r.qualites.every((q) => q.ecoles !== null)) return introuvable()
    const dernier = r.faits.devis.at(-1)
    return {
      page: (
        <DevisPage
          cadre={cadreArgent(maison.cadre(requete), r.faits, 'devis', r.qualites)}
          faits={r.faits}
          retour={retourAuDossier(r.faits, r.qualites)}
          peutEnvoyer={peut(r, 'redacteur', 'signataire') && r.faits.dossier.etat !== 'solde'}
          fait={requete.query.fait !== undefined}
          alertes={alertesDe(dernier)}
        />
      ),
    }
  })
  pages.get(urls.devisUn, (requete) => montrerUn(maison, requete))
  pages.post(urls.devisUn, (requete) => examiner(maison, requete))
}

/** What is said once the quote is in: it is not refused for it. */
const alertesDe = (d: Devis | undefined): string[] => [
  ...(d?.contenu.signe === true ? ['Attention : ce devis est signé, c’est un engagement.'] : []),
  ...(typeof d?.contenu.ecart === 'number' && d.contenu.ecart > 0
    ? [`Le total des lignes et le total du devis diffèrent de ${euros(d.contenu.ecart)} : le service en est informé.`]
    : []),
]

const montrerUn = async (maison: Maison, requete: Requete, non?: Refus): Promise<Sortie> => {
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  const devis = r.faits.devis.find((d) => d.id === requete.params.devis)
  if (!devis) return introuvable()
  return {
    statut: non?.statut ?? 200,
    page: (
      <DevisUnPage
        cadre={cadreArgent(maison.cadre(requete), r.faits, 'devis', r.qualites)}
        faits={r.faits}
        devis={devis}
        peutExaminer={devis.etat === 'envoye' && r.faits.dossier.depose_le !== null && peut(r, 'instructeur')}
        peutReprendre={devis.etat !== 'remplace' && peut(r, 'redacteur', 'signataire')}
        dateCommission={inscription(r.faits)?.date ?? undefined}
        erreurs={non?.erreurs ?? []}
        refus={non?.detail}
      />
    ),
  }
}

const examiner = async (maison: Maison, requete: Requete): Promise<Sortie> => {
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  const devis = r.faits.devis.find((d) => d.id === requete.params.devis)
  const corps = requete.body ?? {}
  const acte = texteDe(corps, 'acte')
  if (!devis || !['declarer_devis_conforme', 'demander_reprise_devis'].includes(acte)) return introuvable()
  const lignes = devis.lignes.flatMap((_, ligne) => {
    const verdict = texteDe(corps, `verdict.${ligne}`)
    return verdict ? [{ ligne, verdict }] : []
  })
  const motif = texteDe(corps, 'motif')
  const fait = await agir(
    maison,
    r,
    acte,
    {
      sur: devis.id,
      lignes,
      ...(motif ? (acte === 'demander_reprise_devis' ? { motif } : { commentaire: motif }) : {}),
    },
    texteDe(corps, 'version'),
  )
  if (estRefus(fait)) return fait.statut === 404 ? fait : montrerUn(maison, requete, fait)
  return { vers: urls.devis.href({ id: r.faits.dossier.id }, { fait: acte }) }
}
