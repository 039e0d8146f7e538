import { accorder, dateLongue } from '../domaine/francais.ts'
import { eurosCourts, montantSaisi, nombre } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { texteDe } from '../socle/http/corps.ts'
import { erreurDe, idDeChemin } from '../ui/champ.tsx'
import { ChampListe, ChampTexte } from '../ui/champs.tsx'
import { Bouton, BoutonPost, Formulaire } from '../ui/formulaire.tsx'
import { PageSuivante } from '../ui/navigation.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { PropsEnveloppe } from './enveloppe-page.tsx'
import { DECISIONS } from './mots.ts'
import type { ProjetEnJeu } from './scenarios.ts'

const PAR_PAGE = 50

/** Give a name, and start from the ranking or from the scenario on screen. */
export const NouveauScenario = (p: PropsEnveloppe) => (
  <Formulaire action={urls.enveloppe.href({ slug: p.e.slug })} csrf={p.e.cadre.csrf}>
    <input type="hidden" name="geste" value="creer" />
    {p.choisi ? <input type="hidden" name="scenario" value={p.choisi.id} /> : null}
    <ChampTexte
      chemin="nom"
      libelle={p.choisi ? `Copier «\u00a0${p.choisi.nom}\u00a0» sous un autre nom` : 'Nouveau scénario'}
      aide="Par exemple : Priorité aux petites communes"
      largeur={20}
      valeur={texteDe(p.corps, 'nom')}
      erreurs={p.non?.erreurs}
    />
    <Bouton ton="secondaire">{p.choisi ? 'Copier le scénario' : 'Créer le scénario'}</Bouton>
  </Formulaire>
)

/** The ranking line by line, with what the scenario does of each project; a form when one may try. */
export const EssaiScenario = (p: PropsEnveloppe) => {
  const debut = (p.page - 1) * PAR_PAGE
  const lignes = p.simulation.lignes.slice(debut, debut + PAR_PAGE)
  const total = p.simulation.lignes.length
  if (total === 0)
    return (
      <Vide titre="Aucun projet n’est devant la commission.">
        Les projets d’école arrivent ici quand leur dossier est déclaré conforme.
      </Vide>
    )
  const action = urls.enveloppe.href({ slug: p.e.slug })
  const lien = (page: number) => urls.enveloppe.href({ slug: p.e.slug }, { scenario: p.choisi?.id, page })
  const modifiable = p.ecrit && p.choisi !== undefined
  const tableau = (
    <Tableau
      legende={
        p.choisi
          ? 'Ce que le scénario fait de chaque projet, dans l’ordre du classement'
          : 'Ce que donne le classement seul'
      }
      colonnes={[
        { titre: 'École' },
        { titre: 'Rang', nombre: true },
        { titre: 'Plafond', nombre: true },
        ...(modifiable ? [{ titre: 'Essayer' }, { titre: 'Montant essayé', nombre: true }] : []),
        { titre: 'Résultat' },
        { titre: 'Reste', nombre: true },
      ]}
      lignes={lignes.map((l) => {
        const x = p.projets.find((y) => y.id === l.id)
        const mot = DECISIONS[l.decision]
        return [
          <>
            {typographier(x?.nom ?? l.id)}
            <small>
              {typographier(x?.organisme ?? '')}, {x?.numero}
            </small>
          </>,
          <>
            {l.rang === null ? '—' : nombre(l.rang)}
            {l.rang !== null && l.rang === p.simulation.coupure ? <small>Les crédits s’arrêtent ici</small> : null}
          </>,
          eurosCourts(x?.montant ?? 0),
          ...(modifiable && x ? [<ChoixEssaye {...p} x={x} />, <MontantEssaye {...p} x={x} />] : []),
          <>
            <PuceEtat ton={mot?.ton ?? 'neutre'}>{mot?.libelle}</PuceEtat>{' '}
            {l.decision === 'retenu' ? eurosCourts(l.montant) : ''}
          </>,
          eurosCourts(l.reste),
        ]
      })}
    />
  )
  return (
    <>
      {modifiable ? (
        <Formulaire action={action} csrf={p.e.cadre.csrf}>
          <input type="hidden" name="geste" value="essayer" />
          <input type="hidden" name="scenario" value={p.choisi?.id} />
          <input type="hidden" name="page" value={String(p.page)} />
          {tableau}
          <Bouton>Recalculer le scénario</Bouton>
        </Formulaire>
      ) : (
        tableau
      )}
      <PageSuivante
        total={accorder(total, 'projet')}
        precedente={p.page > 1 ? lien(p.page - 1) : undefined}
        suivante={debut + PAR_PAGE < total ? lien(p.page + 1) : undefined}
      />
      {modifiable ? <Appliquer {...p} /> : null}
    </>
  )
}

const ChoixEssaye = (p: PropsEnveloppe & { x: ProjetEnJeu }) => {
  const chemin = `decision.${p.x.id}`
  if (p.x.fige) return <span class="laureat-discret">Résultat publié</span>
  const valeur = Object.hasOwn(p.corps, chemin) ? texteDe(p.corps, chemin) : (p.choisi?.essais[p.x.id]?.decision ?? '')
  return (
    <select class="govuk-select" name={chemin} id={idDeChemin(chemin)} aria-label={`Décision essayée pour ${p.x.nom}`}>
      {[
        ['', 'Selon le classement'] as const,
        ...Object.entries(DECISIONS).map(([k, d]) => [k, d.libelle] as const),
      ].map(([k, libelle]) => (
        <option value={k} selected={k === valeur}>
          {libelle}
        </option>
      ))}
    </select>
  )
}

const MontantEssaye = (p: PropsEnveloppe & { x: ProjetEnJeu }) => {
  const chemin = `montant.${p.x.id}`
  if (p.x.fige) return <>—</>
  const essaye = p.choisi?.essais[p.x.id]?.montant
  const erreur = erreurDe(p.non?.erreurs, chemin)
  return (
    <>
      {erreur ? <span class="govuk-error-message">{erreur.text}</span> : null}
      <input
        class={`govuk-input govuk-input--width-10 laureat-chiffres${erreur ? ' govuk-input--error' : ''}`}
        inputmode="decimal"
        name={chemin}
        id={idDeChemin(chemin)}
        aria-label={`Montant essayé pour ${p.x.nom}, en euros`}
        value={
          Object.hasOwn(p.corps, chemin) ? texteDe(p.corps, chemin) : essaye === undefined ? '' : montantSaisi(essaye)
        }
      />
    </>
  )
}

const Appliquer = (p: PropsEnveloppe) => {
  const action = urls.enveloppe.href({ slug: p.e.slug })
  const scenario = p.choisi?.id ?? ''
  return (
    <section aria-labelledby="appliquer" class="laureat-impression-non">
      <h3 class="govuk-heading-m" id="appliquer">
        Appliquer ce scénario à la séance
      </h3>
      {p.seances.length === 0 ? (
        <p class="govuk-body">
          Aucune séance n’est préparée. <a href={urls.seances.href({ slug: p.e.slug })}>Préparer une séance</a>
        </p>
      ) : (
        <Formulaire action={action} csrf={p.e.cadre.csrf}>
          <input type="hidden" name="geste" value="appliquer" />
          <input type="hidden" name="scenario" value={scenario} />
          {p.seances.map((s) => (
            <input type="hidden" name={`version.${s.id}`} value={s.version} />
          ))}
          <ChampListe
            chemin="seance"
            libelle="Séance"
            aide="Le scénario devient sa proposition. Rien n’est décidé : la commission décide en séance, projet par projet."
            valeur={p.seances.length === 1 ? p.seances[0]?.id : texteDe(p.corps, 'seance')}
            choix={p.seances.map((s) => ({
              valeur: s.id,
              libelle: `${dateLongue(s.date)}, ${accorder(s.dossiers, 'dossier')}`,
            }))}
            erreurs={p.non?.erreurs}
          />
          <Bouton ton="secondaire">Appliquer ce scénario à la séance</Bouton>
        </Formulaire>
      )}
      <BoutonPost action={action} csrf={p.e.cadre.csrf} champs={{ geste: 'supprimer', scenario }} lien>
        Supprimer le scénario «&nbsp;{p.choisi?.nom}&nbsp;»
      </BoutonPost>
    </section>
  )
}
