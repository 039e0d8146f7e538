import { ecolesFinancees } from '../domaine/demande.ts'
import type { EcoleDuDossier } from '../domaine/faits.ts'
import { type LigneALivrer, type LigneRecue, resteALivrer } from '../domaine/livraison.ts'
import { type Erreur, estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { agir, lireEnvoi, type Regard, regarder } from '../registre/formulaire-fichiers.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { cadreArgent } from '../ui/cadre-argent.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { dansLOrdre } from '../ui/ordre-erreurs.ts'
import { urls } from '../urls.ts'
import { LivraisonPage } from './livraison-page.tsx'

const ORDRE = ['date', 'recu.*', 'serie.*', 'autres', 'reserves', 'photo']

/** A delivery that is not « tout est livré »: what came, serial numbers, reserves, photos. One school, `?ecole=`. */
export const routesLivraison: Slice = ({ pages, maison }) => {
  pages.get(urls.livraison, (requete) => montrer(maison, requete))
  pages.post(urls.livraison, async (requete) => {
    const avant = await regarder(maison, requete)
    const ecole = estRefus(avant) ? undefined : ecoleDe(avant, requete)
    if (estRefus(avant) || !ecole) {
      requete.raw.resume()
      return estRefus(avant) ? avant : introuvable()
    }
    const { corps, erreurs } = await lireEnvoi(maison, requete, { photo: 'photo' }, ecole.uai)
    const attendues = resteALivrer(avant.faits, ecole.uai)
    const lu = lireRecu(corps, attendues)
    const fautes = [...erreurs, ...lu.erreurs]
    if (fautes.length > 0) return montrer(maison, requete, saisieInvalide(fautes), corps)
    const r = await regarder(maison, requete)
    if (estRefus(r)) return r
    const fait = await agir(
      maison,
      r,
      'declarer_reception',
      {
        sur: ecole.uai,
        date: dateSaisie(corps, 'date') || '',
        toutLivre: attendues.length > 0 && attendues.every((a, i) => a.reste <= (lu.quantites[i] ?? 0)),
        ...(lu.lignes.length > 0 ? { lignes: lu.lignes } : {}),
        ...(texteDe(corps, 'reserves') ? { reserves: texteDe(corps, 'reserves') } : {}),
        ...(photosDe(corps).length > 0 ? { photos: photosDe(corps) } : {}),
      },
      texteDe(corps, 'version'),
    )
    if (!estRefus(fait)) return { vers: urls.achats.href({ id: r.faits.dossier.id }, { fait: 'declarer_reception' }) }
    return fait.statut === 404 ? fait : montrer(maison, requete, fait, corps)
  })
}

const ecoleDe = (r: Regard, requete: Requete): EcoleDuDossier | undefined =>
  ecolesFinancees(r.faits).find(
    (e) =>
      e.uai === requete.query.ecole &&
      r.qualites.some(
        (q) =>
          ['redacteur', 'signataire', 'directeur'].includes(q.role) && (q.ecoles === null || q.ecoles.includes(e.uai)),
      ),
  )

const photosDe = (c: Corps): string[] => [c.photo ?? []].flat().filter(Boolean)

/** What the form says came: a quantity per expected thing, with its serial numbers; the rest in words, line by line. */
const lireRecu = (c: Corps, attendues: readonly LigneALivrer[]) => {
  const erreurs: Erreur[] = []
  const quantites = attendues.map((a, i) => {
    const texte = texteDe(c, `recu.${i}`).replace(/\s/g, '').replace(',', '.')
    const n = texte === '' ? 0 : Number(texte)
    if (n >= 0 && n <= 100_000) return n
    erreurs.push({
      chemin: `recu.${i}`,
      message: `${a.designation}\u00a0: indiquez combien sont arrivés, par exemple 8, ou 0.`,
    })
    return 0
  })
  const listees = attendues.flatMap((a, i): LigneRecue[] => {
    const series = texteDe(c, `serie.${i}`)
      .split(/[\n,;]+/)
      .map((x) => x.trim())
      .filter(Boolean)
    if (!quantites[i]) return []
    return [
      {
        ...(a.article ? { article: a.article } : {}),
        designation: a.designation,
        quantite: quantites[i] ?? 0,
        ...(series.length > 0 ? { numerosSerie: series } : {}),
      },
    ]
  })
  const autres = texteDe(c, 'autres')
    .split(/\r?\n/)
    .map((l) => l.trim())
    .flatMap((l, i): LigneRecue[] => {
      if (l === '') return []
      const m = /^(\d+(?:[.,]\d+)?)(?![\d.,])\s*(?:[x×]\s*)?(\S.*)$/.exec(l)
      if (m?.[2]) return [{ quantite: Number(m[1]?.replace(',', '.')), designation: m[2].slice(0, 300) }]
      erreurs.push({
        chemin: 'autres',
        message: `Ligne ${i + 1}\u00a0: commencez « ${l.slice(0, 60)} » par la quantité, par exemple « 2 housses ».`,
      })
      return []
    })
  const lignes = [...listees, ...autres]
  if (lignes.length === 0 && erreurs.length === 0)
    erreurs.push({
      chemin: attendues.length > 0 ? 'recu.0' : 'autres',
      message: 'Dites ce qui est arrivé : au moins une quantité.',
    })
  return { lignes, quantites, erreurs }
}

const montrer = async (maison: Maison, requete: Requete, non?: Refus, corps: Corps = {}): Promise<Sortie> => {
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  const ecole = ecoleDe(r, requete)
  if (!ecole) return introuvable()
  return {
    statut: non?.statut ?? 200,
    page: (
      <LivraisonPage
        cadre={cadreArgent(maison.cadre(requete), r.faits, 'achats', r.qualites)}
        r={r}
        ecole={ecole}
        attendues={resteALivrer(r.faits, ecole.uai)}
        photos={photosDe(corps)}
        corps={corps}
        erreurs={dansLOrdre(non?.erreurs ?? [], ORDRE)}
        refus={non?.detail}
      />
    ),
  }
}
