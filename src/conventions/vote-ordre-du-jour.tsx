import { dateSimple } from '../domaine/francais.ts'
import { euros, montantSaisi, somme } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { texteDe } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampLong, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Boutons } from '../ui/formulaire.tsx'
import { SiPossible } from '../ui/formulaire-si-possible.tsx'
import { SousNavigation } from '../ui/navigation.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { Choix, ChoixDeTous, tousCoches } from './choix-dossier.tsx'
import type { VueVote } from './commission-permanente-page.tsx'
import type { LigneVote } from './vote-queries.ts'
import { seancesDuVote } from './vote-seances.ts'

type P = VueVote & { inscrits: LigneVote[] }
type D = P & { date: string | undefined }

/** Dossiers on the agenda, each with its amount; the decision of one session for those that are ticked. */
export const OrdreDuJour = (p: P) => {
  const { slug } = p.appel
  const { seances, choisie } = seancesDuVote(p.inscrits, p.seance)
  const lignes = choisie?.lignes ?? []
  const total = (de: (l: LigneVote) => number) => euros(somme(lignes.map(de)))
  const une = seances.length > 1 && choisie ? { seance: choisie.cle } : {}
  const duJour = choisie?.date && seances.length > 1 ? { date: choisie.date } : {}
  const rapport = (format: string) => urls.rapportCommission.href({ slug, format }, duJour)
  return (
    <>
      {seances.length > 1 ? (
        <SousNavigation
          libelle="Séances"
          items={seances.map((s) => ({
            libelle: `${s.date ? dateSimple(s.date) : 'Séance à fixer'} (${s.lignes.length})`,
            href: urls.commissionPermanente.href({ slug }, { seance: s.cle }),
            ici: s.cle === choisie?.cle,
          }))}
        />
      ) : null}
      <SiPossible ouvert={p.secretaire} action={urls.commissionPermanente.href({ slug }, une)} csrf={p.cadre.csrf}>
        <p class="govuk-body">
          {choisie?.date ? `Séance du ${dateSimple(choisie.date)}.` : 'Séance à fixer.'} Rapport :{' '}
          <a href={rapport('pdf')}>PDF</a>, <a href={rapport('docx')}>Word</a>. Annexe :{' '}
          <a href={rapport('xlsx')}>Excel</a>.
        </p>
        {p.secretaire ? <ChoixDeTous nom="vote" lignes={lignes} coche={tousCoches(p.corps, '')} /> : null}
        <Tableau
          legende="Dossiers inscrits"
          legendeCachee
          colonnes={[
            { titre: 'Dossier' },
            { titre: 'Bénéficiaire' },
            { titre: 'Calculé', nombre: true },
            p.secretaire ? { titre: 'Montant voté (euros)' } : { titre: 'Proposé', nombre: true },
            ...(p.secretaire ? [{ titre: 'Motif, s’il diffère' }] : []),
          ]}
          lignes={lignes.map((l) => [
            p.secretaire ? <Choix l={l} corps={p.corps} /> : l.numero,
            `${typographier(l.organisme)} (${l.ecoles.map(typographier).join(', ')})`,
            euros(l.calcule),
            ...(p.secretaire
              ? [<MontantVote {...p} l={l} />, <Motif {...p} l={l} />]
              : [euros(l.montant ?? l.calcule)]),
          ])}
          total={[
            'Total',
            '',
            total((l) => l.calcule),
            ...(p.secretaire ? ['', ''] : [total((l) => l.montant ?? l.calcule)]),
          ]}
        />
        {p.secretaire ? <Decision {...p} date={choisie?.date} /> : null}
      </SiPossible>
    </>
  )
}

const MontantVote = (p: P & { l: LigneVote }) => {
  const { l } = p
  const typee = texteDe(p.corps, `montant.${l.id}`)
  return (
    <>
      <label class="govuk-visually-hidden" for={`montant-${l.id}`}>
        Montant voté pour {l.numero}
      </label>
      <input
        type="text"
        class="govuk-input govuk-input--width-10"
        id={`montant-${l.id}`}
        name={`montant.${l.id}`}
        value={typee || montantSaisi(l.montant ?? l.calcule)}
        inputmode="decimal"
      />
    </>
  )
}

const Motif = (p: P & { l: LigneVote }) => (
  <>
    <label class="govuk-visually-hidden" for={`motif-${p.l.id}`}>
      Motif d’un montant différent pour {p.l.numero}
    </label>
    <input
      type="text"
      class="govuk-input"
      id={`motif-${p.l.id}`}
      name={`motif.${p.l.id}`}
      value={texteDe(p.corps, `motif.${p.l.id}`)}
    />
  </>
)

const Decision = (p: D) => {
  const erreurs = p.bilan?.erreurs ?? []
  return (
    <>
      <ChampDate
        chemin="date"
        libelle="Date de la séance"
        erreurs={erreurs}
        valeur={dateSaisie(p.corps, 'date') || p.date}
      />
      <ChampTexte
        chemin="deliberation"
        libelle="Numéro de la délibération"
        largeur={20}
        erreurs={erreurs}
        valeur={texteDe(p.corps, 'deliberation')}
      />
      <ChampTexte
        chemin="rapport"
        libelle="Numéro du rapport"
        largeur={20}
        facultatif
        erreurs={erreurs}
        valeur={texteDe(p.corps, 'rapport')}
      />
      <ChampTexte
        chemin="deports"
        libelle="Membres qui n’ont pas pris part au vote"
        aide="Leurs noms, séparés par des virgules."
        facultatif
        erreurs={erreurs}
        valeur={texteDe(p.corps, 'deports')}
      />
      <ChampDate
        chemin="transmiseLe"
        libelle="Transmise au préfet le"
        facultatif
        erreurs={erreurs}
        valeur={dateSaisie(p.corps, 'transmiseLe')}
      />
      <ChampDate
        chemin="publieeLe"
        libelle="Publiée le"
        facultatif
        erreurs={erreurs}
        valeur={dateSaisie(p.corps, 'publieeLe')}
      />
      <ChampLong
        chemin="motif"
        libelle="Motif de la décision"
        aide="Pour un ajournement, un refus, ou pour tous les montants qui diffèrent."
        lignes={2}
        facultatif
        erreurs={erreurs}
        valeur={texteDe(p.corps, 'motif')}
      />
      <Boutons>
        <Bouton nom="acte" valeur="accorder">
          Accorder les dossiers cochés
        </Bouton>
        <Bouton nom="acte" valeur="ajourner" ton="secondaire">
          Ajourner
        </Bouton>
        <Bouton nom="acte" valeur="refuser_accord" ton="danger">
          Refuser
        </Bouton>
      </Boutons>
    </>
  )
}
