import type { ProjetClasse } from '../domaine/classement.ts'
import type { Faits } from '../domaine/faits.ts'
import { accorder } from '../domaine/francais.ts'
import { eurosCourts, nombre } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Refus } from '../domaine/refus.ts'
import type { ProjetDuClassement } from '../registre/classement.ts'
import type { EtatEnveloppe } from '../registre/enveloppe.ts'
import type { SeanceVue } from '../registre/seances.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { Changements, type ChangementsLus } from '../ui/changements.tsx'
import { Chiffres } from '../ui/chiffres.tsx'
import { Bouton, BoutonPost, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat, type TonDePuce } from '../ui/puce-etat.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { BarreEnveloppe } from './barre-enveloppe.tsx'

type Projet = ProjetClasse<ProjetDuClassement>
type Props = {
  cadre: Cadre
  seance: SeanceVue
  projets: Projet[]
  choisi: Projet | undefined
  /** The one just decided, when the screen went on to the next. */
  derniere: Projet | undefined
  enveloppe: EtatEnveloppe
  version: number
  preside: boolean
  montant: string
  motif: string
  non: Refus | undefined
  proposition: { nom: string; decision: string; montant: number } | undefined
  /** What changed in the dossier since the screen that the refused decision was read on. */
  change: { faits: Faits; c: ChangementsLus } | undefined
}
const DECISIONS: Record<string, { mot: string; ton: TonDePuce }> = {
  retenu: { mot: 'Retenu', ton: 'fait' },
  liste_attente: { mot: 'Liste d’attente', ton: 'ici' },
  non_retenu: { mot: 'Non retenu', ton: 'erreur' },
}
const cle = (p: Projet): string => `${p.dossier}:${p.uai}`

/** Large type, one project at a time, the money that is left, and the three decisions. */
export const SallePage = (p: Props) => {
  const { seance: s } = p.seance
  const slug = s.appel
  const decides = p.projets.filter((x) => x.decision !== null).length
  const position = p.choisi ? p.projets.findIndex((x) => cle(x) === (p.choisi ? cle(p.choisi) : '')) : -1
  const lien = (x: Projet | undefined) => (x ? urls.salle.href({ slug, id: s.id }, { projet: cle(x) }) : undefined)
  const [precedent, suivant] = [lien(p.projets[position - 1]), lien(p.projets[position + 1])]
  const x = p.choisi
  const erreurs = p.non?.erreurs ?? []
  return (
    <Page
      {...p.cadre}
      titre="Écran de la salle"
      prive
      large
      erreurs={erreurs}
      retour={{ href: urls.seance.href({ slug, id: s.id }), libelle: 'La séance' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <BarreEnveloppe enveloppe={p.enveloppe}>
        <p class="laureat-chapo">
          Il reste <strong>{eurosCourts(p.enveloppe.reste)}</strong>. {accorder(decides, 'décision')} sur{' '}
          {accorder(p.projets.length, 'projet')}.
        </p>
      </BarreEnveloppe>
      {p.non && erreurs.length === 0 ? <Avis ton="erreur" titre={p.non.detail} /> : null}
      {p.change ? <Changements {...p.change} /> : null}
      {p.derniere?.decision ? <Decidee {...p} x={p.derniere} /> : null}
      {x ? (
        <section class="laureat-salle" aria-label="Projet en discussion">
          <p class="laureat-surtitre">
            Projet {position + 1} sur {p.projets.length} · {x.numero}
          </p>
          <h1 class="govuk-heading-xl">
            {typographier(x.nom)} <small class="laureat-discret">{typographier(x.organisme)}</small>
          </h1>
          {x.decision ? (
            <p class="laureat-chapo">
              <PuceEtat ton={DECISIONS[x.decision]?.ton ?? 'neutre'}>{DECISIONS[x.decision]?.mot}</PuceEtat>{' '}
              {x.decision === 'retenu' ? eurosCourts(x.propose) : ''}
            </p>
          ) : null}
          <Chiffres
            items={[
              { libelle: 'Rang', valeur: x.rang === null ? '—' : String(x.rang) },
              { libelle: 'Note sur 100', valeur: x.valeur === null ? 'À noter' : String(x.valeur).replace('.', ',') },
              { libelle: 'Plafond calculé', valeur: eurosCourts(x.montant) },
              { libelle: 'Classes concernées', valeur: nombre(x.classes) },
              { libelle: 'Élèves', valeur: nombre(x.eleves) },
            ]}
          />
          {p.proposition ? (
            <p class="govuk-body">
              Le scénario «&nbsp;{p.proposition.nom}&nbsp;» propose&nbsp;:{' '}
              <strong>
                {DECISIONS[p.proposition.decision]?.mot ?? ''}
                {p.proposition.decision === 'retenu' ? `, ${eurosCourts(p.proposition.montant)}` : ''}
              </strong>
            </p>
          ) : null}
          {p.preside && s.etat === 'ouverte' && !x.publiee ? <Decider {...p} x={x} /> : null}
          <Boutons>
            {precedent ? (
              <Bouton href={precedent} ton="secondaire">
                Projet précédent
              </Bouton>
            ) : null}
            {suivant ? (
              <Bouton href={suivant} ton="secondaire">
                Projet suivant
              </Bouton>
            ) : null}
          </Boutons>
        </section>
      ) : (
        <Vide titre="L’ordre du jour est vide." />
      )}
    </Page>
  )
}

/** What was just decided, said aloud before the next project, with the way back to it. */
const Decidee = ({ seance: { seance: s }, x }: Props & { x: Projet }) => (
  <Avis
    ton="succes"
    titre={`${typographier(x.nom)}\u00a0: ${DECISIONS[x.decision ?? '']?.mot.toLowerCase()}${x.decision === 'retenu' ? `, ${eurosCourts(x.propose)}` : ''}.`}
  >
    <a href={urls.salle.href({ slug: s.appel, id: s.id }, { projet: cle(x) })}>Revoir ce projet</a>
  </Avis>
)

const Decider = (p: Props & { x: Projet }) => {
  const action = urls.salle.href({ slug: p.seance.seance.appel, id: p.seance.seance.id })
  const commun = { version: String(p.version), projet: cle(p.x) }
  return (
    <>
      <Formulaire action={action} csrf={p.cadre.csrf}>
        {Object.entries(commun).map(([k, v]) => (
          <input type="hidden" name={k} value={v} />
        ))}
        <ChampTexte
          chemin="montant"
          libelle="Montant proposé, si le projet est retenu"
          suffixe="€"
          largeur={10}
          valeur={p.montant}
          erreurs={p.non?.erreurs ?? []}
        />
        <ChampTexte
          chemin="motif"
          libelle="Motif"
          aide="Donné dans la lettre d’un refus ; nécessaire pour dépasser l’enveloppe."
          facultatif
          valeur={p.motif}
          erreurs={p.non?.erreurs ?? []}
        />
        <Boutons>
          <Bouton nom="acte" valeur="retenir">
            Retenir
          </Bouton>
          <Bouton nom="acte" valeur="mettre_en_attente" ton="secondaire">
            Liste d’attente
          </Bouton>
          <Bouton nom="acte" valeur="ne_pas_retenir" ton="danger">
            Ne pas retenir
          </Bouton>
        </Boutons>
      </Formulaire>
      {p.x.decision ? (
        <BoutonPost
          action={action}
          csrf={p.cadre.csrf}
          champs={{ ...commun, acte: 'revenir_sur_decision' }}
          ton="secondaire"
        >
          Revenir sur la décision
        </BoutonPost>
      ) : null}
    </>
  )
}
