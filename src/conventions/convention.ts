import { calculDuDossier, demandeSurDevis } from '../domaine/demande.ts'
import { enLettres } from '../domaine/en-lettres.ts'
import type { Faits } from '../domaine/faits.ts'
import { accorder, dateEnLettres } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { deOrganisme, designer, instancesDe, typographier } from '../domaine/organismes.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { Bloc, DocumentMaison } from '../socle/pdf/document.ts'
import { documentDe, paragraphe, titre } from './document.ts'

/** The agreement as a record (PDF/UA): parties, object, money in figures and letters, calendar, payment, clawback, signatures,
 * and its annexes by school and article. Contents: décret 2018-514 art. 8 as a model (domaine.md §5.3). */
export const convention = (f: Faits, numero: number, le: Date): DocumentMaison =>
  documentDe(f, `convention-${numero}`, {
    titre: 'Convention de subvention',
    objet: f.appel.titre,
    blocs: [...parties(f, le), ...articles(f), ...signatures(f), { type: 'saut' }, ...annexes(f)],
  })

const parties = (f: Faits, le: Date): Bloc[] => {
  const { organe, executif } = instancesDe(f.organisme)
  const vote = voteEnVigueur(f)
  const departement = f.appel.operateurs[0]
  return [
    titre('Entre les soussignés'),
    paragraphe(
      `${departement?.nom ?? ''}, représenté par ${f.appel.signataire.prenomNom}, ${f.appel.signataire.qualite}, agissant en vertu de la délibération de la commission permanente${vote?.deliberation ? ` n° ${vote.deliberation}` : ''}${vote?.date ? ` du ${dateEnLettres(vote.date)}` : ''}, ci-après « le Département »,`,
    ),
    paragraphe(
      `et ${designer(f.organisme)} (SIREN ${f.organisme.siren}), représentée par son exécutif, ${executif}, autorisé par une délibération prise par ${organe}, ci-après « le bénéficiaire ».`.replace(
        'représentée',
        f.organisme.type === 'commune' || /^la /u.test(designer(f.organisme)) ? 'représentée' : 'représenté',
      ),
    ),
    { type: 'note', texte: `Texte établi le ${dateEnLettres(le)}, dossier n° ${f.dossier.numero}.` },
  ]
}

const articles = (f: Faits): Bloc[] => {
  const vote = voteEnVigueur(f)
  const montant = vote?.montant ?? 0
  const { delais, versement } = f.appel
  const ecoles = f.ecoles.filter((e) => e.etat !== 'retire' && e.decision === 'retenu')
  const clauses: [string, (string | Bloc)[]][] = [
    [
      'Objet',
      [
        `Le Département soutient le projet ${deOrganisme(f.organisme)} présenté à l’appel « ${f.appel.titre} » pour ${accorder(ecoles.length, 'école')} :`,
        { type: 'liste', elements: ecoles.map((e) => `${typographier(e.nom)} (${e.uai})`) },
      ],
    ],
    [
      'Subvention maximale',
      [
        `La subvention est au plus de ${euros(montant)} (${enLettres(montant)}).`,
        `Elle est calculée sur une dépense subventionnable de ${euros(Number(vote?.contenu.depenseRetenue ?? 0))}, selon les taux de l’annexe 2. Elle ne peut pas augmenter ; elle diminue si la dépense réelle est plus faible.`,
      ],
    ],
    [
      'Calendrier',
      [
        `Les achats commencent dans les ${delais.commencementMois} mois qui suivent la notification et se terminent dans les ${delais.achevementMois} mois. Les justificatifs sont envoyés dans les ${delais.justificatifsMois} mois qui suivent la fin des achats.`,
        'Les dépenses engagées avant la notification ne sont pas subventionnées, sauf démarrage anticipé autorisé par écrit.',
      ],
    ],
    [
      'Versement',
      [
        versement.avance > 0
          ? `Une avance de ${versement.avance} % de la subvention peut être demandée après la notification.`
          : 'Aucune avance n’est versée.',
        versement.nombreAcomptes > 0
          ? `Les acomptes, ${versement.nombreAcomptes} au plus, et l’avance ne dépassent pas ensemble ${versement.acomptes} % de la subvention. Le solde est versé à la fin.`
          : 'La subvention est versée en une fois, à la fin.',
        f.organisme.type === 'ogec'
          ? 'Le bénéficiaire joint les factures acquittées et l’attestation de son expert-comptable.'
          : 'Le bénéficiaire joint les factures avec leur numéro de mandat de paiement et un état récapitulatif des dépenses visé par le comptable public.',
      ],
    ],
    [
      'Engagements du bénéficiaire',
      [
        'Le bénéficiaire respecte le cahier des charges et les devis acceptés, informe l’inspection de l’Éducation nationale de la livraison, garde les justificatifs dix ans, accepte les contrôles et affiche le soutien de ses financeurs.',
      ],
    ],
    [
      'Reversement',
      [
        'La subvention est reversée, en tout ou en partie, si son objet change sans autorisation, si les aides dépassent la dépense, ou si le projet n’est pas réalisé dans les délais. Le bénéficiaire présente d’abord ses observations.',
      ],
    ],
    [
      'Modification et durée',
      [
        `Une modification du montant, du bénéficiaire ou de l’objet demande un avenant voté et signé des deux parties. Le délai peut être prolongé par lettre, de ${delais.prorogationMois} mois au plus. La convention prend effet à sa notification et s’éteint au paiement du solde.`,
      ],
    ],
    ['Litiges', [`À défaut d’accord, le litige est porté devant le ${f.appel.recours.tribunal}.`]],
  ]
  return clauses.flatMap(([nom, textes], i) => [
    titre(`Article ${i + 1}. ${nom}`),
    ...textes.map((t) => (typeof t === 'string' ? paragraphe(t) : t)),
  ])
}

const signatures = (f: Faits): Bloc[] => {
  const instances = instancesDe(f.organisme)
  return [
    {
      type: 'signature',
      signataires: [
        { pour: `Pour ${designer(f.organisme)}`, qualite: instances.qualite },
        {
          pour: `Pour ${f.appel.operateurs[0]?.nom ?? ''}`,
          qualite: f.appel.signataire.qualite,
          nom: f.appel.signataire.prenomNom,
        },
      ],
    },
  ]
}

const annexes = (f: Faits): Bloc[] => {
  const calcul = calculDuDossier(f)
  const nom = (uai: string) => typographier(f.ecoles.find((e) => e.uai === uai)?.nom ?? uai)
  const libelle = new Map(f.appel.financement.sources.map((s) => [s.id, s.libelle]))
  const vote = voteEnVigueur(f)
  return [
    titre('Annexe 1. Équipements et ressources'),
    {
      type: 'tableau',
      legende: 'Articles par école',
      colonnes: [
        { titre: 'École', largeur: 3 },
        { titre: 'Article', largeur: 4 },
        { titre: 'Quantité', align: 'droite' },
        { titre: 'Montant HT', align: 'droite' },
      ],
      lignes: demandeSurDevis(f).ecoles.flatMap((e) =>
        e.lignes.map((l) => [
          nom(e.uai),
          l.libelle ?? '',
          String(l.quantite).replace('.', ','),
          euros(Math.round(l.quantite * l.prixUnitaireHt)),
        ]),
      ),
    },
    titre('Annexe 2. Plan de financement'),
    {
      type: 'tableau',
      legende: 'Dépense et subvention par volet',
      colonnes: [
        { titre: 'Volet', largeur: 3 },
        { titre: 'Dépense HT', align: 'droite' },
        { titre: 'Dépense subventionnable', align: 'droite' },
        { titre: 'Subvention calculée', align: 'droite' },
      ],
      lignes: calcul.volets.map((v) => [v.libelle, euros(v.depense), euros(v.depenseRetenue), euros(v.subvention)]),
      total: ['Total', euros(calcul.depense), euros(calcul.depenseRetenue), euros(calcul.subvention)],
    },
    {
      type: 'tableau',
      legende: 'Subvention votée par financeur',
      colonnes: [
        { titre: 'Volet', largeur: 2 },
        { titre: 'Financeur', largeur: 3 },
        { titre: 'Subvention maximale', align: 'droite' },
      ],
      lignes: (vote?.par_volet ?? []).map((p) => [
        f.appel.financement.volets.find((v) => v.id === p.volet)?.libelle ?? p.volet,
        libelle.get(p.source) ?? p.source,
        euros(p.vote),
      ]),
      total: ['Total', '', euros(vote?.montant ?? 0)],
    },
    {
      type: 'cles',
      paires: [
        ['Autres financeurs déclarés', euros(calcul.cofinancements)],
        ['Reste au bénéficiaire', euros(Math.max(0, calcul.depense - (vote?.montant ?? 0) - calcul.cofinancements))],
      ],
    },
  ]
}
