import { sql } from 'kysely'
import { estRefus, introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { composerUn } from '../registre/composer-documents.ts'
import { composer } from '../socle/pdf/composer.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'
import { urls } from '../urls.ts'
import { AccusePage } from './accuse-page.tsx'
import { brouillonPdf } from './brouillon-pdf.ts'
import { ouvrirDossier } from './ecran.ts'
import { lireDocuments } from './queries.ts'

type Ligne = { nom: string; type: string; cle: string | null; contenu: DocumentMaison }

/** The house's documents: the receipt on screen, each document as a file, the draft as PDF. */
export const routesDocuments: Slice = ({ pages, maison }) => {
  const lire = async (dossier: string, id: string): Promise<Ligne | undefined> =>
    (
      await sql<Ligne>`select nom, type, cle, contenu from document where dossier_id = ${dossier} and id = ${id}`.execute(
        maison.porte.base,
      )
    ).rows[0]

  pages.get(urls.document, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const visibles = await lireDocuments(e.base, e.faits.dossier.id, e.profil === 'porteur' || e.profil === 'service')
    const id = visibles.find((d) => d.id === requete.params.document)?.id
    const d = id ? await lire(e.faits.dossier.id, id) : undefined
    if (!d) return introuvable()
    // Asked before the job made it: its content is fixed, composing now gives the same record.
    const cle = d.cle ?? (await composerUn(maison, id ?? ''))
    return { texte: await maison.fichiers.lire(cle), type: d.type, nom: d.nom, enLigne: d.type === 'application/pdf' }
  })

  pages.get(urls.accuse, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const accuses = (await lireDocuments(e.base, e.faits.dossier.id, false)).filter((d) => d.genre === 'accuse')
    const dernier = accuses.at(-1)
    const d = dernier ? await lire(e.faits.dossier.id, dernier.id) : undefined
    return d && dernier ? { page: <AccusePage e={e} contenu={d.contenu} document={dernier.id} /> } : introuvable()
  })

  pages.get(urls.brouillonPdf, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const octets = await composer('maison', brouillonPdf(e))
    return { texte: octets, type: 'application/pdf', nom: `${e.faits.dossier.numero}.pdf`, enLigne: true }
  })
}
