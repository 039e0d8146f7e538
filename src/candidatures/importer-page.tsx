import { accorder } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampListe } from '../ui/champs.tsx'
import { Case } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import type { Import } from './importer.tsx'
import type { Feuille } from './rapprocher.ts'
import { lienSection } from './taches.ts'

const action = ({ e, section, q, uai }: Import) =>
  urls.importTableau.href({ id: e.faits.dossier.id, uai, section: section.id, question: q.id })
const nomEcole = ({ e, uai }: Import) => typographier(e.faits.ecoles.find((x) => x.uai === uai)?.nom ?? '')

/** First: the file. */
export const FichierPage = ({ erreurs, ...i }: Import & { erreurs: Erreur[] }) => (
  <Page
    {...i.e.cadre}
    titre={`Importer : ${i.q.libelle}`}
    retour={{ href: lienSection(i.e, i.section.id, i.uai), libelle: `Retour à « ${i.section.titre} »` }}
    erreurs={erreurs}
    prive
  >
    <ResumeErreurs erreurs={erreurs} />
    <p class="laureat-surtitre">{nomEcole(i)}</p>
    <h1 class="govuk-heading-xl">Importer depuis un tableur</h1>
    <p class="laureat-chapo">
      Une première ligne de titres, puis une ligne par article :{' '}
      {(i.q.colonnes ?? []).map((c) => c.libelle.toLowerCase()).join(', ')}. Vous choisirez les colonnes à l’étape
      suivante ; rien n’est enregistré avant votre accord.
    </p>
    <Formulaire action={action(i)} csrf={i.e.cadre.csrf} fichiers>
      <ChampFichier
        chemin="fichier"
        libelle="Votre tableur"
        aide="Excel (.xlsx), LibreOffice (.ods) ou CSV, 2 Mo au plus."
        accepte=".xlsx,.ods,.csv"
        erreurs={erreurs}
      />
      <Bouton>Lire le tableur</Bouton>
    </Formulaire>
  </Page>
)

/** Then: which column holds what, before the first rows. */
export const ColonnesPage = ({
  feuille,
  choix,
  ...i
}: Import & { feuille: Feuille; choix: Record<string, number> }) => (
  <Page
    {...i.e.cadre}
    titre="Associer les colonnes"
    retour={{ href: action(i), libelle: 'Choisir un autre fichier' }}
    prive
  >
    <p class="laureat-surtitre">{nomEcole(i)}</p>
    <h1 class="govuk-heading-xl">Quelle colonne contient quoi ?</h1>
    <p class="laureat-chapo">
      {accorder(feuille.lignes.length, 'ligne lue', 'lignes lues')}. Vérifiez les colonnes ; vous relirez ensuite chaque
      ligne.
    </p>
    <Formulaire action={action(i)} csrf={i.e.cadre.csrf}>
      <input type="hidden" name="feuille" value={JSON.stringify(feuille)} />
      {(i.q.colonnes ?? []).map((c) => (
        <ChampListe
          chemin={`colonne.${c.id}`}
          libelle={c.libelle}
          vide="Aucune colonne"
          valeur={(choix[c.id] ?? -1) >= 0 ? String(choix[c.id]) : ''}
          choix={feuille.colonnes.map((titre, rang) => ({
            valeur: String(rang),
            libelle: titre || `Colonne ${rang + 1}`,
          }))}
        />
      ))}
      <Case chemin="remplacer" libelle="Remplacer les lignes qui sont déjà dans le tableau" />
      <Bouton>Continuer</Bouton>
    </Formulaire>
    <Tableau
      legende="Les premières lignes de votre fichier"
      etroit="defile"
      colonnes={feuille.colonnes.map((titre) => ({ titre }))}
      lignes={feuille.lignes.slice(0, 5)}
    />
  </Page>
)
