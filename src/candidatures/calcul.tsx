import { ecolesVivantes } from '../domaine/faits.ts'
import { fusionner } from '../domaine/formulaire/fusionner.ts'
import { lireFormulaire } from '../domaine/formulaire/lire-formulaire.ts'
import { nettoyer } from '../domaine/formulaire/nettoyer.ts'
import type { Reponses } from '../domaine/formulaire/reponses.ts'
import { estRefus, introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { rendreFragment } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { ArgentDossier, ArgentEcole } from './argent.tsx'
import { ouvrirDossier } from './ecran.ts'
import { champ } from './formulaire-poste.ts'

/** Totals, ceilings, subsidy and remainder of what is being typed. Saves nothing. */
export const routesCalcul: Slice = ({ pages, maison }) => {
  for (const adresse of [urls.calculEcole, urls.calculDossier])
    pages.post(adresse, async (requete) => {
      const e = await ouvrirDossier(maison, requete)
      if (estRefus(e)) return e
      const uai = requete.params.uai?.toUpperCase()
      const section = e.faits.appel.formulaire.find(
        (s) => s.id === requete.params.section && s.par === (uai ? 'ecole' : 'dossier'),
      )
      const uais = ecolesVivantes(e.faits).map((x) => x.uai)
      if (!section || (uai !== undefined && !uais.includes(uai))) return introuvable()
      const champs = requete.body ?? {}
      const lu = lireFormulaire(champs, section, e.faits.appel.catalogue, champ(champs, 'questions').split(','))
      const fragment: Reponses = uai
        ? { ecoles: { [uai]: { [section.id]: lu.reponses } } }
        : { [section.id]: lu.reponses }
      const propre = nettoyer(fragment, e.faits.appel, uais)
      const reponses = estRefus(propre) ? e.faits.reponses : fusionner(e.faits.reponses, propre.reponses)
      const faits = { ...e.faits, reponses }
      const carte = uai ? (
        <ArgentEcole faits={faits} uai={uai} id="calcul" />
      ) : (
        <ArgentDossier faits={faits} id="calcul" />
      )
      return { texte: rendreFragment(carte), type: 'text/html; charset=utf-8' }
    })
}
