import { type Devis, ecolesVivantes, type Faits } from '../domaine/faits.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { COLONNES } from '../registre/lignes-importees.ts'
import type { LigneBrute } from '../registre/lignes-saisies.ts'
import { type Corps, saisi } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampListe, ChampLong, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { Case, ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { LignesAchat } from '../ui/lignes-achat.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

type Props = {
  cadre: Cadre
  faits: Faits
  corps: Corps
  lignes: LigneBrute[]
  /** Titles of a file whose columns were not all recognised. */
  titres: string[]
  erreurs: Erreur[]
  refus: string | undefined
  remplace: Devis | undefined
}

/** Send a quote: the file, what is written at its head, and its lines in the way that is easiest. */
export const DevisEnvoiPage = (p: Props) => {
  const { faits: f, corps, erreurs } = p
  const { id } = f.dossier
  const t = (nom: string) => saisi(corps, nom)
  const importe = t('collees') !== undefined && t('collees') !== ''
  return (
    <Page
      {...p.cadre}
      titre="Envoyer un devis"
      prive
      large
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
          aide="Hors taxes ou toutes taxes comprises : les lignes sont comparées aux deux."
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
        {importe && p.lignes.length === 0 ? null : (
          <LignesAchat
            legende="Lignes du devis"
            aide={
              p.lignes.length > 0
                ? 'Ce que votre candidature demande et qu’aucun devis ne contient encore est repris : corrigez la quantité et le prix s’ils diffèrent, mettez 0 ou retirez ce que ce devis ne contient pas. Éco-contribution, livraison et remise (prix négatif) s’écrivent sans article du catalogue.'
                : 'Une ligne par article, ou collez-les ci-dessous depuis un tableur.'
            }
            lignes={p.lignes}
            ecoles={ecolesVivantes(f).map((e) => ({ uai: e.uai, nom: typographier(e.nom) }))}
            catalogue={f.appel.catalogue}
            erreurs={erreurs}
          />
        )}
        <Details
          summaryText="Coller ou importer des lignes depuis un tableur"
          open={importe || p.titres.length > 0 || erreurs.some((e) => /^(collees|tableur|colonnes)/.test(e.chemin))}
          text={
            <>
              <p class="govuk-body">
                Avec les titres des colonnes en première ligne : école, article, désignation, quantité, prix unitaire
                HT, TVA. Les colonnes sont reconnues d’après leur titre. Ces lignes remplacent celles du dessus.
              </p>
              {p.titres.length > 0
                ? Object.entries(COLONNES).map(([cle, libelle]) => (
                    <ChampListe
                      chemin={`colonnes.${cle}`}
                      libelle={`Colonne « ${libelle} »`}
                      erreurs={erreurs}
                      vide="Reconnue d’après son titre"
                      valeur={t(`colonnes.${cle}`)}
                      choix={[...new Set(p.titres)].map((x) => ({ valeur: x, libelle: x }))}
                    />
                  ))
                : null}
              <ChampLong
                chemin="collees"
                libelle="Lignes collées"
                lignes={importe ? 12 : 6}
                facultatif
                erreurs={erreurs}
                valeur={t('collees')}
              />
              <ChampFichier
                chemin="tableur"
                libelle="Ou un fichier CSV, XLSX ou ODS"
                accepte=".csv,.xlsx,.ods"
                facultatif
                erreurs={erreurs}
              />
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
