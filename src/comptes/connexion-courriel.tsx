import { normaliserCourriel, verifierCourriel } from '../domaine/identifiants/courriel.ts'
import { type Erreur, estRefus, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import type { Requete } from '../socle/http/pages.ts'
import { compterEssai } from '../socle/limites.ts'
import { urls } from '../urls.ts'
import { adresseRetenue, oublierAdresse, retenirAdresse } from './adresse-demandee.ts'
import { CodePage } from './code-page.tsx'
import { pageConnexion } from './connexion.tsx'
import { champ } from './corps.ts'
import { envoyerLien, type LienUtilise, lireLien, utiliserCode, utiliserLien } from './lien.ts'
import { LienMortPage, LienPage } from './lien-page.tsx'
import { limitesCode, limitesDemande, limitesLien } from './limites.ts'
import { retourOuEspace, retourSur } from './retour.ts'
import { ouvrirSession } from './session.ts'

/** Signing in by an e-mailed link or its code. */
export const routesConnexionCourriel: Slice = ({ pages, maison }) => {
  const { base } = maison.porte

  pages.post(urls.connexion, async (requete, reponse) => {
    const saisi = champ(requete, 'courriel')
    const retour = retourSur(champ(requete, 'retour'))
    const courriel = normaliserCourriel(saisi)
    const faute = verifierCourriel(saisi)
    const non = faute
      ? saisieInvalide([{ chemin: 'courriel', message: faute }])
      : await compterEssai(base, limitesDemande(courriel, requete.ip), requete.recuLe)
    if (non) return pageConnexion(maison, requete, { retour, courriel: saisi, refus: non })
    await envoyerLien(maison, { courriel, retour, le: requete.recuLe })
    retenirAdresse(maison, reponse, courriel)
    return { vers: urls.connexionCode.href({}, { envoye: 'oui', retour }) }
  })

  pages.get(urls.connexionCode, (requete) => {
    const courriel = adresseRetenue(requete)
    return {
      page: (
        <CodePage
          cadre={maison.cadre(requete)}
          courriel={courriel}
          envoye={requete.query.envoye === 'oui' && courriel !== undefined}
          retour={retourSur(requete.query.retour)}
        />
      ),
    }
  })

  pages.post(urls.connexionCode, async (requete, reponse) => {
    const utilise = await essayerCode(maison, requete)
    if (!estRefus(utilise)) return entrer(maison, requete, reponse, utilise)
    return {
      statut: utilise.statut,
      page: (
        <CodePage
          cadre={maison.cadre(requete)}
          courriel={champ(requete, 'courriel')}
          envoye={false}
          retour={retourSur(champ(requete, 'retour'))}
          erreurs={utilise.erreurs ?? [{ chemin: 'code', message: utilise.detail }]}
        />
      ),
    }
  })

  pages.get(urls.connexionLien, async (requete) => {
    const trop = await compterEssai(base, limitesLien('lien', requete.ip), requete.recuLe)
    if (trop) return trop
    const jeton = requete.params.jeton ?? ''
    const lien = await lireLien(maison, jeton, requete.recuLe)
    if (!lien) return { statut: 410, page: <LienMortPage cadre={maison.cadre(requete)} /> }
    return { page: <LienPage cadre={maison.cadre(requete)} jeton={jeton} courriel={lien.courriel} /> }
  })

  pages.post(urls.connexionLien, async (requete, reponse) => {
    const trop = await compterEssai(base, limitesLien('lien', requete.ip), requete.recuLe)
    if (trop) return trop
    const utilise = await utiliserLien(maison, requete.params.jeton ?? '', requete.recuLe)
    if (!utilise) return { statut: 410, page: <LienMortPage cadre={maison.cadre(requete)} /> }
    return entrer(maison, requete, reponse, utilise)
  })
}

const essayerCode = async (maison: Maison, requete: Requete): Promise<LienUtilise | Refus> => {
  const courriel = normaliserCourriel(champ(requete, 'courriel'))
  const code = champ(requete, 'code').replace(/[\s.-]/g, '')
  const faute = verifierCourriel(courriel)
  const erreurs: Erreur[] = [
    ...(faute ? [{ chemin: 'courriel', message: faute }] : []),
    ...(/^\d{6}$/.test(code)
      ? []
      : [{ chemin: 'code', message: 'Indiquez les six chiffres du code, par exemple 123 456.' }]),
  ]
  if (erreurs.length > 0) return saisieInvalide(erreurs)
  const trop = await compterEssai(maison.porte.base, limitesCode(courriel, requete.ip), requete.recuLe)
  if (trop) return trop
  return (
    (await utiliserCode(maison, { courriel, code, le: requete.recuLe })) ??
    saisieInvalide([
      {
        chemin: 'code',
        message:
          'Ce code n’est pas le bon, ou il ne fonctionne plus. Vérifiez-le dans le dernier courriel reçu, ou demandez-en un autre.',
      },
    ])
  )
}

/** Opens the session; somebody who has no name yet is asked for it first. */
const entrer = async (
  maison: Maison,
  requete: Requete,
  reponse: Parameters<typeof ouvrirSession>[2],
  u: LienUtilise,
): Promise<{ vers: string }> => {
  await ouvrirSession(maison, requete, reponse, u.personne)
  oublierAdresse(maison, reponse)
  const retour = retourSur(u.retour ?? undefined)
  return { vers: u.nom === u.courriel ? urls.compte.href({}, { bienvenue: 'oui', retour }) : retourOuEspace(retour) }
}
