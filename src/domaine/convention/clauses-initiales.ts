import type { Clause } from './modele.ts'

/** The house's texts. Contents of the subsidy agreement: décret 2018-514 art. 8 as a model. Of the ENT: RGPD art. 28, as an
 * example that the data protection officer of each side reads before it is used. */
export const clausesInitiales: { subvention: Clause[]; ent: Clause[] } = {
  subvention: [
    {
      id: 'parties',
      genre: 'preambule',
      titre: 'Entre les soussignés',
      texte: `{departement}, représenté par {signataire}, agissant en vertu de la délibération de la commission permanente {deliberation_departement}, ci-après « le Département »,

et {beneficiaire} (SIREN {siren}), {represente} par son exécutif, {executif}, autorisé par une délibération prise par {organe}, ci-après « le bénéficiaire ».

Texte établi le {etablie_le}, dossier n° {dossier}.`,
    },
    {
      id: 'objet',
      genre: 'article',
      titre: 'Objet',
      texte: `Le Département soutient le projet {du_beneficiaire} présenté à l’appel « {appel} » pour {nombre_ecoles} :

{ecoles}`,
    },
    {
      id: 'subvention',
      genre: 'article',
      titre: 'Subvention maximale',
      texte: `La subvention est au plus de {montant} ({montant_en_lettres}).

Elle est calculée sur une dépense subventionnable de {depense_subventionnable}, selon les taux de l’annexe 2. Elle ne peut pas augmenter ; elle diminue si la dépense réelle est plus faible.`,
    },
    {
      id: 'calendrier',
      genre: 'article',
      titre: 'Calendrier',
      texte: `Les achats commencent dans les {commencement_mois} qui suivent la notification et se terminent dans les {achevement_mois}. Les justificatifs sont envoyés dans les {justificatifs_mois} qui suivent la fin des achats.

Les dépenses engagées avant la notification ne sont pas subventionnées, sauf démarrage anticipé autorisé par écrit.`,
    },
    {
      id: 'versement',
      genre: 'article',
      titre: 'Versement',
      texte: `{phrase_avance}

{phrase_acomptes}

{phrase_justificatifs}`,
    },
    {
      id: 'engagements',
      genre: 'article',
      titre: 'Engagements du bénéficiaire',
      texte:
        'Le bénéficiaire respecte le cahier des charges et les devis acceptés, informe l’inspection de l’Éducation nationale de la livraison, garde les justificatifs dix ans, accepte les contrôles et affiche le soutien de ses financeurs.',
    },
    {
      id: 'reversement',
      genre: 'article',
      titre: 'Reversement',
      texte:
        'La subvention est reversée, en tout ou en partie, si son objet change sans autorisation, si les aides dépassent la dépense, ou si le projet n’est pas réalisé dans les délais. Le bénéficiaire présente d’abord ses observations.',
    },
    {
      id: 'modification',
      genre: 'article',
      titre: 'Modification et durée',
      texte:
        'Une modification du montant, du bénéficiaire ou de l’objet demande un avenant voté et signé des deux parties. Le délai peut être prolongé par lettre, de {prorogation_mois} au plus. La convention prend effet à sa notification et s’éteint au paiement du solde.',
    },
    {
      id: 'litiges',
      genre: 'article',
      titre: 'Litiges',
      texte: 'À défaut d’accord, le litige est porté devant le {tribunal}.',
    },
  ],
  ent: [
    {
      id: 'parties',
      genre: 'preambule',
      titre: 'Entre les soussignés',
      texte: `{rectorat}, direction des services départementaux de l’Éducation nationale, représenté par l’inspecteur d’académie, directeur académique des services de l’Éducation nationale, ci-après « la DSDEN »,

et {beneficiaire} (SIREN {siren}), {represente} par {executif}, ci-après « la collectivité ».

Dossier n° {dossier}, texte établi le {etablie_le}.`,
    },
    {
      id: 'objet',
      genre: 'article',
      titre: 'Objet',
      texte:
        'La collectivité met un espace numérique de travail (ENT) à la disposition des écoles de l’annexe 1. La présente convention dit comment les données des élèves, de leurs familles et des enseignants y sont protégées.',
    },
    {
      id: 'responsabilites',
      genre: 'article',
      titre: 'Responsabilités',
      texte: `La DSDEN est responsable du traitement, au sens de l’article 4 du règlement (UE) 2016/679 (RGPD) : elle en fixe les finalités, décrites en annexe 2.

La collectivité choisit et finance l’ENT. Elle agit sur instruction de la DSDEN, au sens de l’article 28 du même règlement, et impose par écrit les mêmes obligations à l’éditeur de l’ENT.`,
    },
    {
      id: 'obligations',
      genre: 'article',
      titre: 'Obligations de la collectivité',
      texte: `- n’utiliser les données que pour les finalités de l’annexe 2, jamais à des fins commerciales ;
- les héberger dans l’Union européenne ;
- appliquer et faire appliquer les mesures de l’annexe 3 ;
- ne confier aucune donnée à un autre prestataire sans l’accord écrit de la DSDEN ;
- aider la DSDEN à répondre aux personnes qui exercent leurs droits ;
- prévenir la DSDEN de toute violation de données dans les 48 heures.`,
    },
    {
      id: 'information',
      genre: 'article',
      titre: 'Information des familles',
      texte:
        'L’ENT est présenté au conseil d’école. L’école informe les familles, avant l’ouverture des comptes, des données recueillies, de leur durée de conservation et de leurs droits.',
    },
    {
      id: 'duree',
      genre: 'article',
      titre: 'Durée et fin',
      texte:
        'La convention prend effet à sa signature par les deux parties, pour la durée d’utilisation de l’ENT. À la fin, les données sont rendues aux personnes qui le demandent, puis détruites dans les trois mois ; la collectivité l’atteste par écrit.',
    },
    {
      id: 'ecoles',
      genre: 'annexe',
      titre: 'Écoles concernées',
      texte: '{ecoles_sans_ent}',
    },
    {
      id: 'traitement',
      genre: 'annexe',
      titre: 'Description du traitement',
      texte: `- **Finalités** : cahier de textes, messagerie, ressources pédagogiques, liaison avec les familles.
- **Personnes** : élèves, responsables légaux, enseignants, personnels de l’école.
- **Données** : nom, prénom, classe, identifiant de connexion, travaux déposés, journaux de connexion. Aucune donnée de santé.
- **Durée** : l’année scolaire et les trois mois qui suivent ; un an pour les journaux de connexion.
- **Destinataires** : l’équipe de l’école, la famille pour son enfant, l’éditeur pour l’assistance.`,
    },
    {
      id: 'securite',
      genre: 'annexe',
      titre: 'Mesures de sécurité',
      texte: `- échanges et sauvegardes chiffrés ;
- comptes personnels, mots de passe robustes, droits limités à chaque rôle ;
- journal des accès, mises à jour de sécurité sans délai ;
- sauvegarde chaque jour, restauration essayée chaque année ;
- effacement prouvé à la fin.`,
    },
  ],
}
