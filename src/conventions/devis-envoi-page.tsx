import { demandeFinancee } from '../domaine/demande.ts'
import type { Devis, Faits } from '../domaine/faits.ts'
import { montantSaisi } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Corps } from '../registre/formulaire-fichiers.ts'
import { Avis } from '../ui/avis.tsx'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampLong, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { Case, ChampDate } from '../ui/champs-choix.tsx'
import { euros } from '../ui/formats.ts'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

/** One row of the form prefilled from the request: nothing that was typed once is typed again. */
export const lignesProposees = (f: Faits, remplace?: Devis) =>
  remplace
    ? remplace.lignes.map((l) => ({
        ecole: l.ecole,
        article: l.article ?? '',
        nature: l.nature,
        libelle: l.designation,
        quantite: l.quantite,
        prix: l.prixUnitaireHt,
        tva: l.tva,
      }))
    : demandeFinancee(f).ecoles.flatMap((e) =>
        e.lignes
          .filter((l) => l.quantite > 0)
          .map((l) => ({
            ecole: e.uai,
            article: l.article ?? '',
            nature: 'article',
            libelle: l.libelle ?? '',
            quantite: l.quantite,
            prix: l.prixUnitaireHt,
            tva: 20,
          })),
      )

type Props = {
  cadre: Cadre
  faits: Faits
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
  remplace: Devis | undefined
}

/** Send a quote: the file, what is written at its head, and its lines in the way that is easiest. */
export const DevisEnvoiPage = (p: Props) => {
  const { faits: f, corps, erreurs } = p
  const { id } = f.dossier
  const t = (nom: string): string | undefined => {
    const v = corps[nom]
    return typeof v === 'string' ? v : v?.[0]
  }
  const lignes = lignesProposees(f, p.remplace)
  const nom = (uai: string) => typographier(f.ecoles.find((e) => e.uai === uai)?.nom ?? uai)
  return (
    <Page
      {...p.cadre}
      titre="Envoyer un devis"
      prive
      erreurs={erreurs}
      retour={{ href: urls.devis.href({ id }), libelle: 'Devis' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">
        {p.remplace ? `Nouvelle version du devis ${p.remplace.numero}` : 'Envoyer un devis'}
      </h1>
      {p.refus && erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      <Formulaire
        action={urls.devisEnvoi.href({ id }, p.remplace ? { remplace: p.remplace.id } : {})}
        csrf={p.cadre.csrf}
        fichiers
      >
        <input type="hidden" name="version" value={f.dossier.version} />
        {t('piece') ? <input type="hidden" name="piece" value={t('piece')} /> : null}
        <h2 class="govuk-heading-m">Le devis</h2>
        {t('piece') ? (
          <p class="govuk-body">Votre fichier est déjà reçu. Envoyez-en un autre seulement pour le remplacer.</p>
        ) : null}
        <ChampFichier chemin="piece" libelle="Fichier du devis" aide="PDF, image ou document Word." erreurs={erreurs} />
        <ChampTexte
          chemin="fournisseur.nom"
          libelle="Nom du fournisseur"
          erreurs={erreurs}
          valeur={t('fournisseur.nom') ?? p.remplace?.fournisseur_nom}
        />
        <ChampTexte
          chemin="fournisseur.siret"
          libelle="Numéro SIRET du fournisseur"
          aide="Quatorze chiffres, écrits en bas du devis."
          largeur={20}
          erreurs={erreurs}
          valeur={t('fournisseur.siret') ?? p.remplace?.fournisseur_siret}
        />
        <ChampTexte chemin="numero" libelle="Numéro du devis" largeur={20} erreurs={erreurs} valeur={t('numero')} />
        <ChampDate chemin="date" libelle="Date du devis" erreurs={erreurs} valeur={dateSaisie(corps, 'date')} />
        <ChampDate
          chemin="validite"
          libelle="Valable jusqu’au"
          erreurs={erreurs}
          valeur={dateSaisie(corps, 'validite')}
        />
        <ChampMontant
          chemin="total"
          libelle="Total écrit sur le devis"
          aide="Hors taxes ou toutes taxes comprises : les lignes sont comparées aux deux."
          erreurs={erreurs}
          valeur={t('total')}
        />
        <Case
          chemin="signe"
          libelle="Ce devis est déjà signé"
          aide="Cochez seulement si c’est le cas. Une signature avant la notification engage la commune à ses risques."
          erreurs={erreurs}
          coche={t('signe') === 'oui'}
        />
        <h2 class="govuk-heading-m">Les lignes</h2>
        <p class="govuk-body">
          {lignes.length > 0
            ? 'Les lignes de votre candidature sont reprises : corrigez la quantité et le prix s’ils diffèrent, mettez 0 aux lignes que ce devis ne contient pas.'
            : 'Collez les lignes du devis, ou importez-les depuis un tableur.'}
        </p>
        {lignes.map((l, i) => (
          <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
              {l.libelle}, {nom(l.ecole)}
            </legend>
            <input type="hidden" name={`lignes.${i}.ecole`} value={l.ecole} />
            <input type="hidden" name={`lignes.${i}.article`} value={l.article} />
            <input type="hidden" name={`lignes.${i}.nature`} value={l.nature} />
            <input type="hidden" name={`lignes.${i}.designation`} value={l.libelle} />
            <ChampTexte
              chemin={`lignes.${i}.quantite`}
              libelle="Quantité"
              largeur={4}
              erreurs={erreurs}
              valeur={t(`lignes.${i}.quantite`) ?? String(l.quantite).replace('.', ',')}
            />
            <ChampMontant
              chemin={`lignes.${i}.prixUnitaireHt`}
              libelle="Prix unitaire hors taxes"
              erreurs={erreurs}
              valeur={t(`lignes.${i}.prixUnitaireHt`) ?? montantSaisi(l.prix)}
            />
            <ChampTexte
              chemin={`lignes.${i}.tva`}
              libelle="TVA"
              suffixe="%"
              largeur={4}
              erreurs={erreurs}
              valeur={t(`lignes.${i}.tva`) ?? String(l.tva).replace('.', ',')}
            />
          </fieldset>
        ))}
        <Details
          summaryText="Coller ou importer des lignes depuis un tableur"
          open={erreurs.some((e) => e.chemin === 'collees') || t('collees') !== undefined || lignes.length === 0}
          text={
            <>
              <p class="govuk-body">
                Avec les titres des colonnes en première ligne : école, article, désignation, quantité, prix unitaire
                HT, TVA. Les colonnes sont reconnues d’après leur titre. Ces lignes s’ajoutent à celles du dessus.
              </p>
              <ChampLong
                chemin="collees"
                libelle="Lignes collées"
                lignes={6}
                facultatif
                erreurs={erreurs}
                valeur={t('collees')}
              />
              <ChampFichier chemin="tableur" libelle="Ou un fichier CSV, XLSX ou ODS" facultatif erreurs={erreurs} />
            </>
          }
        />
        <p class="govuk-body">Les lignes et le total doivent s’accorder à {euros(100)} près.</p>
        <Boutons>
          <Bouton>Envoyer le devis</Bouton>
          <a class="govuk-link" href={urls.devis.href({ id })}>
            Annuler
          </a>
        </Boutons>
      </Formulaire>
    </Page>
  )
}
