import { sql } from 'kysely'
import { enumerer } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { lireEnvoi } from '../registre/formulaire-fichiers.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { codesQrDuPdf, pagesDuPdf } from '../socle/pdf/texte-du-pdf.ts'
import { urls } from '../urls.ts'
import { lireCode } from './comparer-scan.ts'
import { entrerModeles } from './modeles-acces.ts'
import { type Reconnu, ScanPage } from './scan-page.tsx'

/** A bundle of scanned agreements: the code of each page says which dossier it belongs to. Nothing of the file is kept. */
export const routesScan: Slice = ({ pages, maison }) => {
  pages.get(urls.scanConventions, (requete) => montrer(maison, requete))
  pages.post(urls.scanConventions, async (requete) => {
    if (!(await entrerModeles(maison, requete))) return introuvable()
    const { contenus } = await lireEnvoi(maison, requete, { scan: 'lu' })
    const octets = contenus.scan?.octets
    const lues = octets && octets.length > 0 ? await lirePages(octets) : vide
    return estRefus(lues) ? montrer(maison, requete, lues) : montrer(maison, requete, undefined, lues)
  })
}

const vide = saisieInvalide([{ chemin: 'scan', message: 'Choisissez le fichier PDF de vos scans.' }])

type Page = { page: number; dossier: string | undefined; document: string | undefined }

/** Each page of the file, with what its code says; a page that is not a picture says it in its text. */
const lirePages = async (octets: Buffer): Promise<Page[] | Refus> => {
  const textes = await pagesDuPdf(octets)
  const codes = estRefus(textes) ? textes : await codesQrDuPdf(octets)
  const non = [textes, codes].find(estRefus)
  if (estRefus(textes) || estRefus(codes))
    return { ...(non ?? vide), erreurs: [{ chemin: 'scan', message: (non ?? vide).detail }] }
  return textes.map((texte, i) => {
    const code = codes.filter((c) => c.page === i + 1).map((c) => lireCode(c.texte))[0]
    return { page: i + 1, dossier: code?.dossier ?? /Dossier (\S+)/.exec(texte)?.[1], document: code?.document }
  })
}

const montrer = async (maison: Maison, requete: Requete, non?: Refus, lues?: Page[]): Promise<Sortie> => {
  const vue = await entrerModeles(maison, requete)
  if (!vue) return introuvable()
  return {
    statut: non?.statut ?? 200,
    page: <ScanPage {...vue} non={non} reconnus={lues && (await reconnaitre(maison, vue.slug, lues))} />,
  }
}

const reconnaitre = async (maison: Maison, slug: string, pages: Page[]): Promise<Reconnu[]> => {
  const numeros = [...new Set(pages.flatMap((p) => p.dossier ?? []))]
  const { rows } = await sql<{ id: string; numero: string; nom: string }>`
    select d.id, d.numero, o.nom from dossier d join organisme o on o.siren = d.organisme
    where d.appel = ${slug} and d.numero = any(${numeros}) and d.depose_le is not null`.execute(maison.porte.base)
  const dire = (quelles: Page[]) => enumerer(quelles.map((p) => String(p.page)))
  return [
    ...numeros.map((numero) => {
      const d = rows.find((r) => r.numero === numero)
      return {
        pages: dire(pages.filter((p) => p.dossier === numero)),
        numero,
        ...(d ? { id: d.id, organisme: typographier(d.nom) } : {}),
      }
    }),
    ...(pages.some((p) => !p.dossier) ? [{ pages: dire(pages.filter((p) => !p.dossier)), numero: '' }] : []),
  ]
}
