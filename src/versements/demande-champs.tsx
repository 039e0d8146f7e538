import type { Faits } from '../domaine/faits.ts'
import { masquerIban } from '../domaine/identifiants/iban.ts'
import { montantSaisi } from '../domaine/montants.ts'
import { saisi } from '../socle/http/corps.ts'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampLong, ChampTexte } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { urls } from '../urls.ts'
import type { VueDemande } from './demande-page.tsx'

/** What was posted under this name. */
export const valeurDe = (p: Pick<VueDemande, 'corps'>, nom: string): string | undefined => saisi(p.corps, nom)

/** Which payment; the final funding plan belongs to the balance alone. */
export const Genre = (p: VueDemande) => {
  const { faits: f } = p.r
  const t = (nom: string) => valeurDe(p, nom)
  const { avance, nombreAcomptes } = f.appel.versement
  const avancePossible = avance > 0 && (f.versements.length === 0 || p.reprise?.type === 'avance')
  return (
    <ChampChoix
      chemin="type"
      libelle="Que demandez-vous ?"
      erreurs={p.erreurs}
      valeur={t('type') ?? p.reprise?.type ?? (avancePossible || nombreAcomptes > 0 ? undefined : 'solde')}
      choix={[
        ...(avancePossible
          ? [{ valeur: 'avance', libelle: 'Une avance', aide: `${avance} % de la subvention, sans facture.` }]
          : []),
        ...(nombreAcomptes > 0
          ? [{ valeur: 'acompte', libelle: 'Un acompte', aide: 'Pour les factures déjà payées.' }]
          : []),
        {
          valeur: 'solde',
          libelle: 'Le solde',
          aide: 'Tout est livré et payé. C’est la dernière demande.',
          suite: (
            <ChampLong
              chemin="planFinancement"
              libelle="Les autres financeurs, pour le solde"
              aide="Un financeur par ligne, son nom puis son montant : DETR ; 12 000. Écrivez « aucun » s’il n’y en a pas."
              lignes={3}
              erreurs={p.erreurs}
              valeur={t('planFinancement') ?? planDeclare(f)}
            />
          ),
        },
      ]}
    />
  )
}

export const Etat = (p: VueDemande) => {
  const t = (nom: string) => valeurDe(p, nom)
  const prive = p.r.faits.organisme.type === 'ogec'
  const recu = t('etatRecapitulatif')
  return (
    <>
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
              formaction={urls.etatRecapitulatif.href({ id: p.r.faits.dossier.id })}
            >
              Préparer l’état récapitulatif (PDF)
            </button>
          </p>
        </>
      )}
      {recu ? <input type="hidden" name="etatRecapitulatif" value={recu} /> : null}
      <ChampFichier
        chemin="etatRecapitulatif"
        libelle={recu ? 'Document visé (déjà reçu)' : 'Document visé'}
        erreurs={p.erreurs}
      />
    </>
  )
}

/** The account known from the last claim is kept, unless it changed. */
export const Compte = (p: VueDemande) => {
  const t = (nom: string) => valeurDe(p, nom)
  const connu = p.r.faits.versements.findLast((v) => v.iban)?.iban ?? undefined
  const champ = (
    <ChampTexte
      chemin="iban"
      libelle="IBAN"
      aide="Celui de votre relevé d’identité bancaire."
      erreurs={p.erreurs}
      valeur={t('iban') ?? connu}
    />
  )
  return (
    <>
      <h2 class="govuk-heading-m">Compte à créditer</h2>
      {connu ? (
        <>
          <p class="govuk-body">Le compte de votre dernière demande : {masquerIban(connu)}.</p>
          <Details
            summaryText="Le compte a changé"
            open={p.erreurs.some((e) => e.chemin === 'iban') || (t('iban') ?? connu) !== connu}
            text={champ}
          />
        </>
      ) : (
        champ
      )}
    </>
  )
}

const planDeclare = (f: Faits): string | undefined => {
  const section = f.reponses.financement as { cofinancements?: { financeur?: string; montant?: number }[] } | undefined // answers of the section « financement »
  const lignes = Array.isArray(section?.cofinancements) ? section.cofinancements : []
  return lignes.length > 0
    ? lignes.map((l) => `${l.financeur ?? ''} ; ${montantSaisi(l.montant ?? 0)}`).join('\n')
    : undefined
}
