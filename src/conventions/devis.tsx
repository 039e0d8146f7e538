import type { Faits } from '../domaine/faits.ts'
import { lireMontant } from '../domaine/montants.ts'
import { type Erreur, estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import { inscription } from '../domaine/vote.ts'
import type { Maison, Slice } from '../maison.ts'
import { agir, type Corps, lireEnvoi, type Regard, regarder, texteDe } from '../registre/formulaire-fichiers.ts'
import { type LigneLue, lireLignes } from '../registre/lignes-importees.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { cadreArgent, retourAuDossier } from '../ui/cadre-argent.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { DevisEnvoiPage, lignesProposees } from './devis-envoi-page.tsx'
import { DevisPage } from './devis-page.tsx'
import { DevisUnPage } from './devis-un-page.tsx'

const peut = (r: Regard, ...roles: string[]): boolean =>
  r.qualites.some((q) => roles.includes(q.role) && q.ecoles === null)

/** Quotes: the list and what it covers, sending one, and one beside the request. */
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
          alertes={dernier?.contenu.signe === true ? ['Attention : ce devis est signé, c’est un engagement.'] : []}
        />
      ),
    }
  })
  pages.get(urls.devisEnvoi, (requete) => montrerEnvoi(maison, requete))
  pages.post(urls.devisEnvoi, (requete) => envoyer(maison, requete))
  pages.get(urls.devisUn, (requete) => montrerUn(maison, requete))
  pages.post(urls.devisUn, (requete) => examiner(maison, requete))
}

const montrerEnvoi = async (maison: Maison, requete: Requete, non?: Refus, corps: Corps = {}): Promise<Sortie> => {
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  if (!peut(r, 'redacteur', 'signataire')) return introuvable()
  const remplace = r.faits.devis.find((d) => d.id === requete.query.remplace && d.etat !== 'remplace')
  return {
    statut: non?.statut ?? 200,
    page: (
      <DevisEnvoiPage
        cadre={cadreArgent(maison.cadre(requete), r.faits, 'devis', r.qualites)}
        faits={r.faits}
        corps={corps}
        erreurs={non?.erreurs ?? []}
        refus={non?.detail}
        remplace={remplace}
      />
    ),
  }
}

const envoyer = async (maison: Maison, requete: Requete): Promise<Sortie> => {
  const { corps, erreurs, contenus } = await lireEnvoi(maison, requete, { piece: 'devis', tableur: 'lu' })
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  const remplace = r.faits.devis.find((d) => d.id === requete.query.remplace)
  const colle = texteDe(corps, 'collees')
  const importees = await importer(r.faits, colle, contenus.tableur)
  const lues = lireLignesSaisies(corps, lignesProposees(r.faits, remplace).length)
  const toutes: Erreur[] = [...erreurs, ...importees.erreurs, ...lues.erreurs]
  if (toutes.length > 0)
    return montrerEnvoi(
      maison,
      requete,
      { refus: true, statut: 422, code: 'saisie_invalide', detail: toutes[0]?.message ?? '', erreurs: toutes },
      corps,
    )
  const fait = await agir(maison, r, 'envoyer_devis', {
    piece: texteDe(corps, 'piece'),
    fournisseur: { nom: texteDe(corps, 'fournisseur.nom'), siret: texteDe(corps, 'fournisseur.siret') },
    numero: texteDe(corps, 'numero'),
    date: dateSaisie(corps, 'date') || '',
    validite: dateSaisie(corps, 'validite') || '',
    total: lireMontant(texteDe(corps, 'total')) ?? texteDe(corps, 'total'),
    lignes: [...lues.lignes, ...importees.lignes],
    ...(remplace ? { remplace: remplace.id } : {}),
    ...(texteDe(corps, 'signe') === 'oui' ? { signe: true } : {}),
  })
  if (estRefus(fait)) return fait.statut === 404 ? fait : montrerEnvoi(maison, requete, fait, corps)
  return { vers: urls.devis.href({ id: r.faits.dossier.id }, { fait: 'envoye' }) }
}

const importer = async (f: Faits, colle: string, fichier: Buffer | undefined) => {
  if (fichier && fichier.byteLength > 0) return lireLignes(f, fichier, 'lignes du devis')
  return colle === '' ? { lignes: [], erreurs: [] } : lireLignes(f, Buffer.from(colle, 'utf8'), 'lignes collées')
}

/** The rows of the form; a quantity of zero leaves the row out. */
const lireLignesSaisies = (corps: Corps, combien: number): { lignes: LigneLue[]; erreurs: Erreur[] } => {
  const lignes: LigneLue[] = []
  const erreurs: Erreur[] = []
  for (let i = 0; i < Math.min(combien, 3000); i++) {
    const t = (nom: string) => texteDe(corps, `lignes.${i}.${nom}`)
    const quantite = Number(t('quantite').replace(/\s/g, '').replace(',', '.') || '0')
    if (t('ecole') === '' || quantite === 0) continue
    const prix = lireMontant(t('prixUnitaireHt'), { negatif: true })
    const tva = Number(t('tva').replace('%', '').replace(',', '.') || '20')
    if (!(quantite > 0))
      erreurs.push({ chemin: `lignes.${i}.quantite`, message: 'Indiquez une quantité, par exemple 12.' })
    else if (prix === undefined)
      erreurs.push({ chemin: `lignes.${i}.prixUnitaireHt`, message: 'Indiquez un prix en euros, par exemple 499,90.' })
    else if (!(tva >= 0 && tva <= 100))
      erreurs.push({ chemin: `lignes.${i}.tva`, message: 'Indiquez un taux, par exemple 20.' })
    else
      lignes.push({
        ecole: t('ecole'),
        ...(t('article') ? { article: t('article') } : {}),
        nature: t('nature') || 'article',
        designation: t('designation') || t('article'),
        quantite,
        prixUnitaireHt: prix,
        tva,
      })
  }
  return { lignes, erreurs }
}

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
