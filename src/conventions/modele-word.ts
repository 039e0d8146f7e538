import type { Readable } from 'node:stream'
import { estRefus, type Refus, refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { accomplirAppel } from '../registre/accomplir-appel.ts'
import { garderModeleWord } from '../registre/modele-convention.ts'
import { recevoirFichier } from '../socle/fichiers/recevoir.ts'
import type { Requete } from '../socle/http/pages.ts'
import { remplirWord } from '../socle/word/remplir-word.ts'
import { donneesWord } from './donnees-word.ts'
import { dossierExemple } from './exemple.ts'
import type { VueModeles } from './modeles-acces.ts'

const TAILLE = 10_000_000

/** Keeps a Word template whose tags are right on the sample dossier; otherwise one sentence per wrong tag, and nothing is kept. */
export const recevoirModeleWord = async (
  maison: Maison,
  vue: Pick<VueModeles, 'slug' | 'appel' | 'acteur' | 'ecrit'>,
  fichier: { flux: Readable; nom: string; type: string; le: Date },
): Promise<{ fichier: string; nom: string; sha256: string } | Refus> => {
  if (!vue.ecrit) {
    fichier.flux.resume()
    return refus('role_insuffisant', 'Votre rôle permet de lire les modèles, pas de les changer.', 403)
  }
  const recu = await recevoirFichier(maison, fichier.flux, {
    nom: fichier.nom,
    type: fichier.type,
    max: TAILLE,
    formats: ['docx'],
  })
  if (estRefus(recu)) return sousChamp(recu)
  const morceaux: Buffer[] = []
  for await (const m of await maison.fichiers.lire(recu.cle)) morceaux.push(Buffer.from(m as Uint8Array)) // a byte stream
  const essai = await remplirWord(
    Buffer.concat(morceaux),
    donneesWord(dossierExemple(vue.appel, fichier.le), fichier.le),
  )
  if (estRefus(essai)) return sousChamp(essai)
  const { nom, octets, sha256, cle } = recu
  const id = await garderModeleWord(maison.porte.base, {
    appel: vue.slug,
    nom,
    octets,
    sha256,
    cle,
    par: vue.acteur.nom,
    le: fichier.le,
  })
  return { fichier: id, nom, sha256 }
}

/** The same from the page: the template is adopted at once. */
export const envoyerModeleWord = async (maison: Maison, vue: VueModeles, requete: Requete) => {
  let base = ''
  for await (const part of requete.parts({ limits: { fields: 20, files: 1, fileSize: TAILLE + 1 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'base') base = String(part.value)
    } else if (!part.filename) part.file.resume()
    else {
      const recu = await recevoirModeleWord(maison, vue, {
        flux: part.file,
        nom: part.filename,
        type: part.mimetype,
        le: requete.recuLe,
      })
      if (estRefus(recu)) return recu
      return accomplirAppel(maison.porte, {
        slug: vue.slug,
        acte: 'deposer_modele_word',
        saisie: { fichier: recu.fichier, base: Number(base) || 0 },
        acteur: vue.acteur,
        recuLe: requete.recuLe,
      })
    }
  }
  return saisieInvalide([{ chemin: 'modele', message: 'Choisissez un fichier Word (.docx).' }])
}

/** Every sentence stands beside the file's field. */
const sousChamp = (non: Refus): Refus => ({
  ...non,
  erreurs: (non.erreurs ?? [{ chemin: '', message: non.detail }]).map((e) => ({
    chemin: 'modele',
    message: e.message,
  })),
})
