import type { Readable } from 'node:stream'
import { estNomTexte, type NomTexte } from '../domaine/convention/modele.ts'
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
/** The field of the page where each text's template is sent. */
export const CHAMPS_WORD: Record<NomTexte, string> = { subvention: 'modele', ent: 'modeleEnt' }

/** Keeps a Word template whose tags are right on the sample dossier; otherwise one sentence per wrong tag, and no byte is kept. */
export const recevoirModeleWord = async (
  maison: Maison,
  vue: Pick<VueModeles, 'slug' | 'appel' | 'acteur' | 'ecrit'>,
  fichier: { flux: Readable; nom: string; type: string; le: Date; champ?: string },
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
    relire: async (octets) => {
      const essai = await remplirWord(octets, donneesWord(dossierExemple(vue.appel, fichier.le), fichier.le))
      return estRefus(essai) ? essai : null
    },
  })
  if (estRefus(recu)) return sousChamp(recu, fichier.champ ?? CHAMPS_WORD.subvention)
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
  let texte: NomTexte = 'subvention'
  for await (const part of requete.parts({ limits: { fields: 20, files: 1, fileSize: TAILLE + 1 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'base') base = String(part.value)
      else if (part.fieldname === 'texte' && estNomTexte(part.value)) texte = part.value
    } else if (!part.filename) part.file.resume()
    else if (base !== '' && Number(base) !== vue.modele.numero) {
      part.file.resume()
      return depasse(vue.modele.numero)
    } else {
      const recu = await recevoirModeleWord(maison, vue, {
        flux: part.file,
        nom: part.filename,
        type: part.mimetype,
        le: requete.recuLe,
        champ: CHAMPS_WORD[texte],
      })
      if (estRefus(recu)) return recu
      return accomplirAppel(maison.porte, {
        slug: vue.slug,
        acte: 'deposer_modele_word',
        saisie: { texte, fichier: recu.fichier, base: Number(base) || 0 },
        acteur: vue.acteur,
        recuLe: requete.recuLe,
      })
    }
  }
  return saisieInvalide([{ chemin: CHAMPS_WORD[texte], message: 'Choisissez un fichier Word (.docx).' }])
}

/** Said before the file is kept: nobody adopts a template over a version that they have not read. */
const depasse = (numero: number): Refus =>
  refus(
    'modele_change',
    `Quelqu’un a enregistré la version ${numero} entre-temps : elle est ci-dessous. Relisez-la, puis envoyez de nouveau votre modèle.`,
  )

/** Every sentence stands beside the file's field. */
const sousChamp = (non: Refus, chemin: string): Refus => ({
  ...non,
  erreurs: (non.erreurs ?? [{ chemin: '', message: non.detail }]).map((e) => ({ chemin, message: e.message })),
})
