import { accorder, dateHeure } from '../domaine/francais.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import type { Cadre } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import type { ImportPaiements } from './imports-queries.ts'

/** The results of the finance software: the file to send, and the last ones that came. */
export const ImporterResultats = (p: {
  cadre: Cadre
  slug: string
  onglet: string
  erreurs: Erreur[]
  imports: ImportPaiements[]
}) => (
  <section>
    <h2 class="govuk-heading-m">Importer les résultats</h2>
    <p class="govuk-body">
      Le fichier du logiciel de finances, CSV ou XLSX, avec ces colonnes : Référence (ou Dossier), Mandat, Date du
      mandat, Bordereau, Montant, Payé le. Un fichier lu deux fois ne change rien ; ce qui ne concorde pas est dit ligne
      par ligne.
    </p>
    <Formulaire action={urls.paiements.href({ slug: p.slug }, { onglet: p.onglet })} csrf={p.cadre.csrf} fichiers>
      <input type="hidden" name="geste" value="importer" />
      <ChampFichier chemin="resultats" libelle="Fichier des résultats" erreurs={p.erreurs} />
      <Bouton ton="secondaire">Importer</Bouton>
    </Formulaire>
    {p.imports.length > 0 ? (
      <>
        <h3 class="govuk-heading-s">Derniers imports</h3>
        <ul class="govuk-list govuk-list--spaced">
          {p.imports.map((x) => (
            <li>
              <a href={urls.importPaiements.href({ slug: p.slug, import: x.id })}>
                {x.contenu.nom}, {dateHeure(x.cree_le)}
              </a>{' '}
              : {ouEnEst(x)}
            </li>
          ))}
        </ul>
      </>
    ) : null}
  </section>
)

const ouEnEst = (x: ImportPaiements): string =>
  x.etat === 'en_cours'
    ? `en cours, ${x.lignes - x.attente} sur ${accorder(x.lignes, 'ligne')}`
    : [accorder(x.lignes, 'ligne'), accorder(x.paiements, 'paiement'), accorder(x.ecarts, 'écart')].join(', ')
