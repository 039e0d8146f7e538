import type { Autour } from './acte.ts'
import { htDe } from './devis.ts'
import type { Faits } from './faits.ts'
import { pieceDe } from './gardes.ts'
import { avertirIban, normaliserIban } from './identifiants/iban.ts'
import { euros, somme } from './montants.ts'
import { rattacherTout, type SaisieDemande } from './versement-controles.ts'
import { factureVoisine, partReclamee } from './versement-factures.ts'
import { quantitesEnTrop } from './versement-quantites.ts'

/** What both sides read before filing: nothing here refuses. */
export const alertesDe = (f: Faits, s: SaisieDemande, autour: Autour, sur?: string): string[] => {
  const rattachees = rattacherTout(f, s, sur)
  return [
    ...(f.organisme.type === 'ogec' ? [] : [avertirIban(s.iban) ?? []].flat()),
    ...(ibanChange(s.iban, f, autour) ? ['Le compte bancaire a changé : une seconde personne doit le confirmer.'] : []),
    ...s.factures.flatMap((x, i) => {
      const taux = x.ht === 0 ? 0 : x.tva / x.ht
      const rattache = somme((rattachees[i] ?? []).map((p) => p.ht))
      const sha = pieceDe(f, x.piece)?.sha256
      const enFacture = { siret: x.fournisseur.siret, numero: x.numero }
      const voisine =
        autour.facturesAilleurs.find((a) => a.versement !== sur && factureVoisine(a, enFacture)) ??
        s.factures.slice(0, i).find((y) => factureVoisine({ siret: y.fournisseur.siret, numero: y.numero }, enFacture))
      return [
        ...(taux > 0.201 ? [`Facture ${x.numero} : la TVA dépasse 20 % du montant HT.`] : []),
        ...(x.mandatLe && x.mandatLe < x.date
          ? [`Facture ${x.numero} : le mandat de paiement est daté d’avant la facture.`]
          : []),
        ...(partReclamee(x) > rattache
          ? [
              `Facture ${x.numero} : ${euros(partReclamee(x) - rattache)} HT ne se rattachent à aucune ligne de devis ou de commande restant à facturer\u00a0: cette part n’est pas subventionnée.`,
            ]
          : []),
        ...(x.lignes?.length && x.part === undefined && somme(x.lignes.map(htDe)) !== x.ht
          ? [
              `Facture ${x.numero} : ses lignes font ${euros(somme(x.lignes.map(htDe)))} HT, son total est ${euros(x.ht)} HT.`,
            ]
          : []),
        ...(s.factures.some((y, k) => k < i && pieceDe(f, y.piece)?.sha256 === sha && sha !== undefined)
          ? [`Facture ${x.numero} : le même fichier est joint à une autre facture de cette demande.`]
          : []),
        ...(voisine
          ? [
              `Facture ${x.numero}\u00a0: ce fournisseur a déjà une facture au numéro semblable, ${voisine.numero}. Vérifiez que ce n’est pas la même.`,
            ]
          : []),
        ...(autour.facturesAilleurs.some((a) => a.sha256 === sha && a.numero !== x.numero && a.versement !== sur)
          ? [`Facture ${x.numero} : le même fichier a déjà servi pour une autre facture.`]
          : []),
      ]
    }),
    ...quantitesEnTrop(
      f,
      rattachees.flatMap((p) => p ?? []),
      s,
      sur,
    ),
  ]
}

/** The account differs from those already known of this organisation. */
export const ibanChange = (iban: string, f: Faits, autour: Autour): boolean => {
  const connus = [...autour.ibansConnus, ...f.versements.flatMap((v) => v.iban ?? [])]
  return connus.length > 0 && !connus.includes(normaliserIban(iban))
}
