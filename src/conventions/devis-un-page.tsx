import { totalHt, totalTtc } from '../domaine/devis.ts'
import { comparer } from '../domaine/devis-comparer.ts'
import type { Devis, Faits } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { formaterSiret } from '../domaine/identifiants/siret.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampLong } from '../ui/champs.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { Verdict, verdictDit } from './devis-verdict.tsx'
import { ETATS_DEVIS } from './mots.ts'

/** Lines with a verdict to choose; beyond, only those that differ are asked (a quote of two thousand lines stays usable). */
const LIGNES_MONTREES = 200

export type VueDevis = {
  cadre: Cadre
  faits: Faits
  devis: Devis
  peutExaminer: boolean
  peutReprendre: boolean
  dateCommission: string | undefined
  erreurs: Erreur[]
  refus: string | undefined
}

/** One quote beside the request and the cahier des charges, line by line; the instructor gives the verdict here. */
export const DevisUnPage = (p: VueDevis) => {
  const { devis: d, faits: f } = p
  const { id } = f.dossier
  const lignes = comparer(f, d)
  const differentes = lignes.filter((l) => l.ecarts.length > 0)
  const montrees = lignes.length > LIGNES_MONTREES ? differentes.slice(0, LIGNES_MONTREES) : lignes
  const nom = (uai: string) => typographier(f.ecoles.find((e) => e.uai === uai)?.nom ?? uai)
  const etat = ETATS_DEVIS[d.etat]
  const perime = p.dateCommission !== undefined && d.validite < p.dateCommission
  return (
    <Page
      {...p.cadre}
      titre={`Devis ${d.numero}`}
      prive
      large
      retour={{ href: urls.devis.href({ id }), libelle: 'Tous les devis' }}
      erreurs={p.erreurs}
    >
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Devis {d.numero}</h1>
      <p class="laureat-chapo">
        <PuceEtat ton={etat.ton}>{etat.libelle}</PuceEtat>
      </p>
      {p.refus ? <Avis ton="erreur" titre={p.refus} /> : null}
      {perime ? (
        <Avis
          ton="attention"
          titre={`Ce devis ne sera plus valable à la commission du ${dateSimple(p.dateCommission ?? '')}.`}
        >
          <p>Le vote fixe un montant maximal et le fournisseur reste libre : ce n’est pas un obstacle.</p>
        </Avis>
      ) : null}
      {d.contenu.signe === true ? (
        <Avis ton="attention" titre="Ce devis est déjà signé.">
          <p>
            La signature est un engagement : une dépense engagée avant la notification peut ne pas être subventionnée.
          </p>
        </Avis>
      ) : null}
      <Recapitulatif
        lignes={[
          { cle: 'Fournisseur', valeur: `${d.fournisseur_nom}, SIRET ${formaterSiret(d.fournisseur_siret)}` },
          { cle: 'Daté du', valeur: dateSimple(d.date) },
          { cle: 'Valable jusqu’au', valeur: dateSimple(d.validite) },
          { cle: 'Total du fichier', valeur: euros(d.total) },
          {
            cle: 'Total des lignes',
            valeur:
              d.lignes.length > 0
                ? `${euros(totalHt(d.lignes))} HT, ${euros(totalTtc(d.lignes))} TTC`
                : 'Aucune ligne saisie',
          },
          ...(d.piece_id
            ? [{ cle: 'Fichier', valeur: <a href={urls.piece.href({ id, piece: d.piece_id })}>Ouvrir le devis</a> }]
            : []),
          ...(typeof d.contenu.motif === 'string' ? [{ cle: 'À reprendre', valeur: d.contenu.motif }] : []),
        ]}
      />
      {differentes.length > 0 ? (
        <Avis
          ton="attention"
          titre={`${differentes.length} ligne${differentes.length > 1 ? 's diffèrent' : ' diffère'} de la candidature ou du cahier des charges.`}
        />
      ) : lignes.length > 0 ? (
        <Avis ton="succes" titre="Toutes les lignes suivent la candidature et le cahier des charges." />
      ) : null}
      {lignes.length > montrees.length ? (
        <p class="govuk-body">
          Ce devis compte {lignes.length} lignes : voici celles qui diffèrent. Les autres sont conformes au catalogue.
        </p>
      ) : null}
      <Formulaire action={urls.devisUn.href({ id, devis: d.id })} csrf={p.cadre.csrf}>
        <input type="hidden" name="version" value={f.dossier.version} />
        {montrees.length > 0 ? (
          <Tableau
            legende="Candidature, cahier des charges et devis"
            etroit="defile"
            colonnes={[
              { titre: 'Ligne du devis' },
              { titre: 'École' },
              { titre: 'Quantité demandée', nombre: true },
              { titre: 'Quantité au devis', nombre: true },
              { titre: 'Prix demandé HT', nombre: true },
              { titre: 'Plafond HT', nombre: true },
              { titre: 'Prix au devis HT', nombre: true },
              { titre: 'TVA', nombre: true },
              { titre: 'Écarts' },
              ...(p.peutExaminer ? [] : [{ titre: 'Verdict' }]),
            ]}
            lignes={montrees.map((l) => [
              l.designation,
              nom(l.ecole),
              l.quantiteDemandee === undefined ? '–' : String(l.quantiteDemandee),
              String(l.quantite).replace('.', ','),
              l.prixDemande === undefined ? '–' : euros(l.prixDemande),
              l.plafond === undefined ? '–' : euros(l.plafond),
              euros(l.prixUnitaireHt),
              `${String(l.tva).replace('.', ',')} %`,
              l.ecarts.length > 0 ? l.ecarts.map((x) => x.phrase).join(' ; ') : 'aucun',
              ...(p.peutExaminer ? [] : [verdictDit(l)]),
            ])}
          />
        ) : null}
        {p.peutExaminer ? (
          <>
            {differentes.length > 0 ? <h2 class="govuk-heading-m">Verdict des lignes qui diffèrent</h2> : null}
            {montrees
              .filter((l) => l.ecarts.length > 0)
              .map((l) => (
                <Verdict l={l} ecole={nom(l.ecole)} erreurs={p.erreurs} />
              ))}
            {montrees.some((l) => l.ecarts.length === 0) ? (
              <Details
                summaryText="Donner un verdict aux autres lignes"
                text={montrees
                  .filter((l) => l.ecarts.length === 0)
                  .map((l) => <Verdict l={l} ecole={nom(l.ecole)} erreurs={p.erreurs} />)}
              />
            ) : null}
            <ChampLong
              chemin="motif"
              libelle="Ce qui est à reprendre"
              aide="Seulement si vous demandez une reprise : la commune reçoit ce texte et les lignes concernées."
              lignes={3}
              facultatif
              erreurs={p.erreurs}
            />
            <Boutons>
              <Bouton nom="acte" valeur="declarer_devis_conforme">
                Déclarer conforme
              </Bouton>
              <Bouton nom="acte" valeur="demander_reprise_devis" ton="secondaire">
                Demander une reprise
              </Bouton>
            </Boutons>
          </>
        ) : null}
      </Formulaire>
      {p.peutReprendre ? (
        <Boutons>
          <Bouton href={urls.devisEnvoi.href({ id }, { remplace: d.id })} ton="secondaire">
            Envoyer une nouvelle version
          </Bouton>
        </Boutons>
      ) : null}
    </Page>
  )
}
