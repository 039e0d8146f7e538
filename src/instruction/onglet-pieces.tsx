import { dateSimple } from '../domaine/francais.ts'
import { nommerDocument, nommerPiece } from '../domaine/nommer.ts'
import { typographier } from '../domaine/organismes.ts'
import { taille } from '../ui/formats.ts'
import { Details } from '../ui/govuk/details.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { VueDossierBureau } from './dossier-page.tsx'

/** Files received and documents sent, each viewed without leaving the page. */
export const OngletPieces = ({ e, documents }: VueDossierBureau) => {
  const { faits } = e
  const id = faits.dossier.id
  const libelle = (nature: string) =>
    faits.appel.formulaire.flatMap((s) => s.questions).find((q) => q.id === nature)?.libelle ??
    faits.appel.pieces.find((p) => p.nature === nature)?.libelle ??
    nommerPiece(nature) ??
    'Autre pièce'
  return (
    <>
      <h2 class="govuk-heading-m">Pièces reçues</h2>
      {faits.pieces.length === 0 ? <Vide titre="Aucune pièce n’a été envoyée." /> : null}
      {faits.pieces.map((p) => {
        const href = urls.piece.href({ id, piece: p.id })
        const lire = urls.piece.href({ id, piece: p.id }, { lire: 1 })
        const ecole = faits.ecoles.find((x) => x.uai === p.ecole)
        return (
          <div class="laureat-carte">
            <p class="govuk-body">
              <strong>{libelle(p.nature)}</strong>
              {ecole ? `, ${typographier(ecole.nom)}` : ''}
              <br />
              <a href={href}>{p.nom}</a> ({taille(p.octets)}, reçue le {dateSimple(p.cree_le)}
              {p.antivirus === 'infecte' ? ', refusée par l’antivirus' : ''})
            </p>
            {/^(image\/(png|jpeg|gif|webp)|application\/pdf)$/.test(p.type) && p.antivirus !== 'infecte' ? (
              <Details
                summaryText={`Lire ici : ${p.nom}`}
                text={
                  p.type.startsWith('image/') ? (
                    <img src={lire} alt={`${libelle(p.nature)} : ${p.nom}`} class="laureat-apercu" loading="lazy" />
                  ) : (
                    <iframe
                      src={lire}
                      title={`${libelle(p.nature)} : ${p.nom}`}
                      class="laureat-apercu"
                      loading="lazy"
                    />
                  )
                }
              />
            ) : null}
            <p class="laureat-discret">Empreinte SHA-256 : {p.sha256}</p>
          </div>
        )
      })}
      <h2 class="govuk-heading-m">Documents produits</h2>
      {documents.length === 0 ? (
        <Vide titre="Aucun document n’a encore été produit." />
      ) : (
        <Tableau
          legende="Documents produits"
          legendeCachee
          colonnes={[{ titre: 'Document' }, { titre: 'Date' }, { titre: 'État' }]}
          lignes={documents.map((d) => [
            d.etat === 'pret' ? (
              <a href={urls.document.href({ id, document: d.id })}>{nommerDocument(d)}</a>
            ) : (
              nommerDocument(d)
            ),
            dateSimple(d.le),
            d.etat === 'pret' ? 'Prêt' : d.etat === 'echec' ? 'Échec de la composition' : 'En cours de composition',
          ])}
        />
      )}
    </>
  )
}
