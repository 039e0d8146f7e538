import { sql } from 'kysely'
import { alertesDe } from '../domaine/controles.ts'
import { calculDuDossier, calculEnAttente, demandeInitiale } from '../domaine/demande.ts'
import { ecolesVivantes, type Faits, type MontantsVolet } from '../domaine/faits.ts'
import { calculer } from '../domaine/financement/calculer.ts'
import { partsDesEcoles } from '../domaine/parts-des-ecoles.ts'
import { pourRecherche } from '../socle/annuaires/recherche.ts'
import { type Lecteur, lireFaits } from './lire.ts'

/** Brings the amounts kept on the dossier and its schools up to date with the answers, the quotes, the vote and the payments.
 * Answers the facts as they stand after it. Cents. */
export const recalculer = async (tx: Lecteur, id: string): Promise<Faits> => {
  const faits = await lireFaits(tx, id)
  if (!faits) throw new Error('A locked dossier cannot vanish')
  const m = montantsDe(faits)
  const recherche = texteCherche(faits)
  // The communes of the schools too: an EPCI's dossier is looked for by the town where the school stands.
  await sql`
    update dossier d set recherche = x.texte from (
      select ${recherche} || coalesce((
        select ' ' || string_agg(distinct c.recherche, ' ' order by c.recherche) from projet_ecole p join ecole e on e.uai = p.uai
          join commune c on c.insee = e.commune where p.dossier_id = ${id} and p.etat <> 'retire'), '') as texte) x
    where d.id = ${id} and d.recherche <> x.texte`.execute(tx)
  const alertes = faits.dossier.depose_le ? alertesDe(faits) : []
  await sql`update dossier set alertes = ${alertes} where id = ${id} and alertes <> ${alertes}`.execute(tx)
  if (inchange(faits, m)) return faits
  await sql`
    update dossier set montant_depense = ${m.depense}, montant_demande = ${m.demande}, montant_calcule = ${m.calcule}, montant_propose = ${m.propose},
      montant_vote = ${m.vote}, montant_liquide = ${m.liquide}, montant_paye = ${m.paye}, par_volet = ${JSON.stringify(m.parVolet)}::jsonb,
      classes = ${m.classes}, eleves = ${m.eleves} where id = ${id}`.execute(tx)
  for (const e of m.ecoles) {
    await sql`
      update projet_ecole set montant_demande = ${e.demande}, montant_calcule = ${e.calcule}, classes = ${e.classes},
        classes_concernees = ${e.classesConcernees}, eleves = ${e.eleves}, par_volet = ${JSON.stringify(e.parVolet)}::jsonb
      where dossier_id = ${id} and uai = ${e.uai}`.execute(tx)
  }
  return (await lireFaits(tx, id)) ?? faits
}

/** What the agents' search reads: number, organisation, SIREN, schools and UAI, without accents. */
const texteCherche = (f: Faits): string =>
  pourRecherche(
    [f.dossier.numero, f.organisme.nom, f.organisme.siren, ...ecolesVivantes(f).flatMap((e) => [e.nom, e.uai])].join(
      ' ',
    ),
  )

const montantsDe = (f: Faits) => {
  const demande = demandeInitiale(f)
  const initial = calculer(f.appel.financement, demande)
  const calcul = calculDuDossier(f)
  const attente = calculEnAttente(f)
  const vote = f.votes.findLast((v) => v.etat === 'accorde')
  const dus = f.versements.filter((v) => ['liquidee', 'validee', 'mandatee', 'payee'].includes(v.etat))
  const payes = f.versements.filter((v) => v.etat === 'payee')
  const total = (lignes: { montant: number }[]) => lignes.reduce((t, l) => t + l.montant, 0)
  const ecoles = demande.ecoles.map((e) => {
    const calcule = [...calcul.ecoles, ...attente].find((x) => x.uai === e.uai)
    const demandee = initial.ecoles.find((x) => x.uai === e.uai)
    return {
      uai: e.uai,
      classes: e.classes,
      classesConcernees: e.classesConcernees,
      eleves: e.eleves,
      demande: demandee?.subvention ?? 0,
      calcule: calcule?.subvention ?? 0,
      parVolet: (calcule?.volets ?? []).flatMap((v) =>
        v.sources.map((s) =>
          ligne(v.volet, s.source, {
            calcule: s.montant,
            demande:
              demandee?.volets.find((x) => x.volet === v.volet)?.sources.find((x) => x.source === s.source)?.montant ??
              0,
          }),
        ),
      ),
    }
  })
  const parVolet = calcul.volets.flatMap((v) =>
    v.sources.map((s) => {
      const de = (lignes: MontantsVolet[], cle: 'vote' | 'liquide' | 'paye') =>
        lignes.filter((l) => l.volet === v.volet && l.source === s.source).reduce((t, l) => t + l[cle], 0)
      const demandee =
        initial.volets.find((x) => x.volet === v.volet)?.sources.find((x) => x.source === s.source)?.montant ?? 0
      return ligne(v.volet, s.source, {
        demande: demandee,
        calcule: s.montant,
        vote: de(vote?.par_volet ?? [], 'vote'),
        liquide: de(
          dus.flatMap((x) => x.par_volet),
          'liquide',
        ),
        paye: de(
          payes.flatMap((x) => x.par_volet),
          'liquide',
        ),
      })
    }),
  )
  return {
    depense: initial.depense,
    demande: initial.subvention,
    calcule: calcul.subvention,
    propose: ecolesVivantes(f)
      .filter((e) => e.decision === 'retenu')
      .reduce((t, e) => t + e.montant_propose, 0),
    vote: vote?.montant ?? 0,
    liquide: total(dus),
    paye: payes.reduce((t, v) => t + (v.montant_paye ?? v.montant), 0),
    classes: ecoles.reduce((t, e) => t + e.classes, 0),
    eleves: ecoles.reduce((t, e) => t + e.eleves, 0),
    ecoles: partsDesEcoles(
      f,
      ecoles,
      parVolet,
      calcul.ecoles.map((e) => e.uai),
    ),
    parVolet,
  }
}

const ligne = (volet: string, source: string, m: Partial<MontantsVolet>): MontantsVolet => ({
  volet,
  source,
  demande: 0,
  calcule: 0,
  vote: 0,
  liquide: 0,
  paye: 0,
  ...m,
})

type Montants = ReturnType<typeof montantsDe>

const inchange = (f: Faits, m: Montants): boolean => {
  const d = f.dossier
  return (
    d.montant_depense === m.depense &&
    d.montant_demande === m.demande &&
    d.montant_calcule === m.calcule &&
    d.montant_propose === m.propose &&
    d.montant_vote === m.vote &&
    d.montant_liquide === m.liquide &&
    d.montant_paye === m.paye &&
    JSON.stringify(d.par_volet.map(cle)) === JSON.stringify(m.parVolet.map(cle)) &&
    m.ecoles.every((e) => {
      const avant = f.ecoles.find((x) => x.uai === e.uai)
      return (
        avant &&
        avant.montant_demande === e.demande &&
        avant.montant_calcule === e.calcule &&
        JSON.stringify(avant.par_volet.map(cle)) === JSON.stringify(e.parVolet.map(cle)) &&
        avant.classes === e.classes &&
        avant.classes_concernees === e.classesConcernees &&
        avant.eleves === e.eleves
      )
    })
  )
}

const cle = (l: MontantsVolet) => [l.volet, l.source, l.demande, l.calcule, l.vote, l.liquide, l.paye]
