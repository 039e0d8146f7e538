import type { Facture } from '../domaine/faits.ts'
import { montantSaisi } from '../domaine/montants.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Corps, Regard } from '../registre/formulaire-fichiers.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampLong, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Details } from '../ui/govuk/details.tsx'

/** One invoice of a claim: what is known is filled in. `x`: the one sent before; `prop`: what is left to bill on a quote. */
export const UneFacture = (p: {
  r: Regard
  corps: Corps
  erreurs: Erreur[]
  i: number
  x: Facture | undefined
  prop: { nom: string; siret: string; ht: number; tva: number } | undefined
}) => {
  const { i, x, prop } = p
  const prive = p.r.faits.organisme.type === 'ogec'
  const t = (nom: string): string | undefined => {
    const v = p.corps[nom]
    return typeof v === 'string' ? v : v?.[0]
  }
  const c = (champ: string) => `factures.${i}.${champ}`
  return (
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Facture {i + 1}</legend>
      {(t(c('piece')) ?? x?.piece_id) ? (
        <input type="hidden" name={c('piece')} value={t(c('piece')) ?? x?.piece_id ?? ''} />
      ) : null}
      <ChampFichier
        chemin={c('piece')}
        libelle={(t(c('piece')) ?? x?.piece_id) ? 'Fichier (déjà reçu)' : 'Fichier de la facture'}
        erreurs={p.erreurs}
      />
      <ChampTexte
        chemin={c('fournisseur.siret')}
        libelle={`SIRET du fournisseur${prop ? ` (${prop.nom})` : ''}`}
        largeur={20}
        erreurs={p.erreurs}
        valeur={t(c('fournisseur.siret')) ?? x?.siret ?? prop?.siret}
      />
      <ChampTexte
        chemin={c('numero')}
        libelle="Numéro de la facture"
        largeur={20}
        erreurs={p.erreurs}
        valeur={t(c('numero')) ?? x?.numero}
      />
      <ChampDate
        chemin={c('date')}
        libelle="Date de la facture"
        erreurs={p.erreurs}
        valeur={dateSaisie(p.corps, c('date')) || x?.date}
      />
      <ChampMontant
        chemin={c('ht')}
        libelle="Montant hors taxes"
        erreurs={p.erreurs}
        valeur={t(c('ht')) ?? (x ? montantSaisi(x.ht) : prop ? montantSaisi(prop.ht) : undefined)}
      />
      <ChampMontant
        chemin={c('tva')}
        libelle="TVA"
        erreurs={p.erreurs}
        valeur={t(c('tva')) ?? (x ? montantSaisi(x.tva) : prop ? montantSaisi(prop.tva) : undefined)}
      />
      {prive ? null : (
        <>
          <ChampTexte
            chemin={c('mandat')}
            libelle="Numéro du mandat de paiement"
            largeur={20}
            erreurs={p.erreurs}
            valeur={t(c('mandat')) ?? x?.mandat ?? undefined}
          />
          <ChampDate
            chemin={c('mandatLe')}
            libelle="Date du mandat"
            erreurs={p.erreurs}
            valeur={dateSaisie(p.corps, c('mandatLe')) || (x?.mandat_le ?? undefined)}
          />
        </>
      )}
      <Details
        summaryText="Cette facture diffère du devis"
        open={Boolean(t(c('lignes'))) || p.erreurs.some((e) => e.chemin.startsWith(c('lignes')))}
        text={
          <ChampLong
            chemin={c('lignes')}
            libelle="Ses lignes"
            aide="Une ligne par article : UAI de l’école ; article du catalogue ; quantité ; prix unitaire HT. Par exemple : 0380032D ; tablette_stylet ; 8 ; 480,00"
            lignes={3}
            facultatif
            erreurs={p.erreurs}
            valeur={t(c('lignes'))}
          />
        }
      />
    </fieldset>
  )
}
