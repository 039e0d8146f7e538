import type { Article } from '../domaine/appel/schema.ts'
import type { Erreur } from '../domaine/refus.ts'
import { Lignes } from './lignes.tsx'

type Ligne = Record<string, string | number | undefined>

/** The lines of a quote or of an order, to type or to correct: school, article, words, quantity, unit price HT, VAT. */
export const LignesAchat = (p: {
  legende: string
  aide: string
  lignes: Ligne[]
  ecoles: { uai: string; nom: string }[]
  catalogue: readonly Article[]
  erreurs: Erreur[]
  chemin?: string
}) => (
  <>
    {/* The Enter key sends the form with its first button: never the one that takes a line away. */}
    <button type="submit" hidden>
      Envoyer
    </button>
    <Lignes
      chemin={p.chemin ?? 'lignes'}
      legende={p.legende}
      aide={p.aide}
      colonnes={[
        ...(p.ecoles.length > 1
          ? [
              {
                id: 'ecole',
                titre: 'École',
                type: 'choix' as const,
                choix: p.ecoles.map((e) => ({ valeur: e.uai, libelle: e.nom })),
              },
            ]
          : []),
        { id: 'designation', titre: 'Désignation', type: 'texte', large: true },
        {
          id: 'article',
          titre: 'Article du catalogue',
          type: 'choix',
          choix: p.catalogue.map((a) => ({ valeur: a.id, libelle: a.libelle })),
        },
        { id: 'quantite', titre: 'Quantité', type: 'entier' },
        { id: 'prixUnitaireHt', titre: 'Prix unitaire HT (€)', type: 'montant' },
        { id: 'tva', titre: 'TVA (%)', type: 'entier' },
      ]}
      lignes={p.lignes}
      erreurs={p.erreurs}
      intitule={(l) => [l.designation, p.ecoles.length > 1 && nomDe(p.ecoles, l.ecole)].filter(Boolean).join(', ')}
      repliees={{
        colonnes: ['ecole', 'designation', 'article', 'tva'],
        libelle: p.ecoles.length > 1 ? 'École, désignation, article, TVA' : 'Désignation, article, TVA',
      }}
      ajouter="Ajouter une ligne"
      max={200}
    />
  </>
)

const nomDe = (ecoles: { uai: string; nom: string }[], uai: unknown): string =>
  ecoles.find((e) => e.uai === uai)?.nom ?? ''
