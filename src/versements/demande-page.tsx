import type { ComponentChildren } from 'preact'
import { lignesNettes } from '../domaine/devis.ts'
import type { Faits, Versement } from '../domaine/faits.ts'
import { montantSaisi, somme } from '../domaine/montants.ts'
import type { Erreur } from '../domaine/refus.ts'
import { partsDe } from '../domaine/versement-factures.ts'
import type { Corps, Regard } from '../registre/formulaire-fichiers.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampLong, ChampTexte } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { UneFacture } from './facture-champs.tsx'

export const FACTURES_MONTREES = 4

/** What is still to bill on each conform quote: one invoice proposed per supplier, so that nothing is typed twice. */
export const facturesProposees = (f: Faits): { nom: string; siret: string; ht: number; tva: number }[] => {
  const vifs = new Set(f.versements.filter((v) => v.etat !== 'rejetee').map((v) => v.id))
  const parts = f.factures.filter((x) => vifs.has(x.versement_id) && !x.ecartee).flatMap(partsDe)
  return f.devis
    .filter((d) => d.etat === 'conforme')
    .flatMap((d) => {
      const lignes = lignesNettes(d, f.appel.catalogue).filter((l) => l.net > 0)
      const reste = lignes.map((l) =>
        Math.max(0, l.net - somme(parts.filter((p) => p.devis === d.id && p.rang === l.rang).map((p) => p.ht))),
      )
      const ht = somme(reste)
      const tva = Math.round(lignes.reduce((t, l, i) => t + ((reste[i] ?? 0) * l.tva) / 100, 0))
      return ht > 0 ? [{ nom: d.fournisseur_nom, siret: d.fournisseur_siret, ht, tva }] : []
    })
}

type Props = {
  cadre: Cadre
  r: Regard
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
  reprise: Versement | undefined
  verification?: ComponentChildren
}

/** The claim: type, invoices (prefilled from the quotes), the accountant's statement, the account, the funding plan. */
export const DemandePage = (p: Props) => {
  const { faits: f } = p.r
  const { id } = f.dossier
  const t = (nom: string): string | undefined => {
    const v = p.corps[nom]
    return typeof v === 'string' ? v : v?.[0]
  }
  const proposees = facturesProposees(f)
  const anciennes = p.reprise ? f.factures.filter((x) => x.versement_id === p.reprise?.id) : []
  const dernier = f.versements.at(-1)
  const nombre = Math.max(FACTURES_MONTREES, proposees.length + 3, anciennes.length + 3, Number(t('combien') ?? 0))
  const visibles = Math.max(1, proposees.length, anciennes.length)
  const { avance, nombreAcomptes } = f.appel.versement
  const prive = f.organisme.type === 'ogec'
  const complement = p.reprise?.contenu.complement as { motif?: string; elements?: { motif: string }[] } | undefined // as the act wrote it
  const demande = [
    complement?.motif,
    ...(complement?.elements ?? []).map((x) => x.motif),
    p.reprise?.contenu.rejetComptable,
  ].filter((x) => typeof x === 'string')
  return (
    <Page
      {...p.cadre}
      titre="Demander un versement"
      prive
      erreurs={p.erreurs}
      retour={{ href: urls.versements.href({ id }), libelle: 'Versements' }}
    >
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">{p.reprise ? 'Compléter la demande de versement' : 'Demander un versement'}</h1>
      {demande.length > 0 ? (
        <Avis ton="attention" titre="Ce que le service demande">
          {demande.map((x) => (
            <p>{x}</p>
          ))}
        </Avis>
      ) : null}
      {p.refus && p.erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      {p.verification}
      <Formulaire
        action={urls.demandeVersement.href({ id }, p.reprise ? { reprise: p.reprise.id } : {})}
        csrf={p.cadre.csrf}
        fichiers
      >
        <input type="hidden" name="combien" value={nombre} />
        <ChampChoix
          chemin="type"
          libelle="Que demandez-vous ?"
          erreurs={p.erreurs}
          valeur={t('type') ?? p.reprise?.type}
          choix={[
            ...(avance > 0 && (f.versements.length === 0 || p.reprise?.type === 'avance')
              ? [{ valeur: 'avance', libelle: 'Une avance', aide: `${avance} % de la subvention, sans facture.` }]
              : []),
            ...(nombreAcomptes > 0
              ? [{ valeur: 'acompte', libelle: 'Un acompte', aide: 'Pour les factures déjà payées.' }]
              : []),
            { valeur: 'solde', libelle: 'Le solde', aide: 'Tout est livré et payé. C’est la dernière demande.' },
          ]}
        />
        <h2 class="govuk-heading-m">Factures</h2>
        <p class="govuk-body">
          {proposees.length > 0
            ? 'Ce qui reste à facturer sur vos devis est repris. Corrigez ce qui diffère, laissez vides les factures en trop. Un avoir s’écrit avec un montant négatif.'
            : 'Une facture par bloc. Laissez vides les blocs en trop. Un avoir s’écrit avec un montant négatif.'}
        </p>
        {Array.from({ length: visibles }, (_, i) => (
          <UneFacture {...p} i={i} x={anciennes[i]} prop={p.reprise ? undefined : proposees[i]} />
        ))}
        <Details
          summaryText="Ajouter d’autres factures"
          open={p.erreurs.some((e) => Number(/^factures\.(\d+)/.exec(e.chemin)?.[1] ?? -1) >= visibles)}
          text={Array.from({ length: nombre - visibles }, (_, k) => (
            <UneFacture {...p} i={visibles + k} x={undefined} prop={undefined} />
          ))}
        />
        <h2 class="govuk-heading-m">
          {prive ? 'Attestation de votre expert-comptable' : 'État récapitulatif des dépenses'}
        </h2>
        {prive ? null : (
          <>
            <p class="govuk-body">
              Imprimez-le à partir des factures ci-dessus, faites-le viser par le comptable public, puis joignez-le.
            </p>
            <p>
              <button
                type="submit"
                class="govuk-button govuk-button--secondary"
                formaction={urls.etatRecapitulatif.href({ id })}
              >
                Préparer l’état récapitulatif (PDF)
              </button>
            </p>
          </>
        )}
        {t('etatRecapitulatif') ? (
          <input type="hidden" name="etatRecapitulatif" value={t('etatRecapitulatif')} />
        ) : null}
        <ChampFichier
          chemin="etatRecapitulatif"
          libelle={t('etatRecapitulatif') ? 'Document visé (déjà reçu)' : 'Document visé'}
          erreurs={p.erreurs}
        />
        <h2 class="govuk-heading-m">Compte à créditer</h2>
        <ChampTexte
          chemin="iban"
          libelle="IBAN"
          aide="Celui de votre relevé d’identité bancaire."
          erreurs={p.erreurs}
          valeur={t('iban') ?? dernier?.iban ?? undefined}
        />
        <h2 class="govuk-heading-m">Pour le solde : les autres financeurs</h2>
        <ChampLong
          chemin="planFinancement"
          libelle="Plan de financement définitif"
          aide="Un financeur par ligne, son nom puis son montant : DETR ; 12 000. Écrivez « aucun » s’il n’y en a pas."
          lignes={3}
          facultatif
          erreurs={p.erreurs}
          valeur={t('planFinancement') ?? planDeclare(f)}
        />
        <Boutons>
          <Bouton nom="verifier" valeur="oui" ton="secondaire">
            Vérifier avant d’envoyer
          </Bouton>
          <Bouton>Envoyer la demande</Bouton>
        </Boutons>
      </Formulaire>
    </Page>
  )
}

const planDeclare = (f: Faits): string | undefined => {
  const section = f.reponses.financement as { cofinancements?: { financeur?: string; montant?: number }[] } | undefined // answers of the section « financement »
  const lignes = Array.isArray(section?.cofinancements) ? section.cofinancements : []
  return lignes.length > 0
    ? lignes.map((l) => `${l.financeur ?? ''} ; ${montantSaisi(l.montant ?? 0)}`).join('\n')
    : undefined
}
