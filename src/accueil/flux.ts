import type { AppelPublie } from '../registre/appels.ts'
import { urls } from '../urls.ts'
import { enXml } from './xml.ts'

export type AppelDuFlux = AppelPublie & { publie_le: Date }

/** The Atom feed of the calls (RFC 4287): one entry per call, dated by its last publication. */
export const fluxAtom = (o: { adresse: string; operateur: string; contact: string; appels: AppelDuFlux[] }): string => {
  const derniere = new Date(Math.max(0, ...o.appels.map((a) => a.publie_le.getTime())))
  const entrees = o.appels.map((a) => {
    const lien = o.adresse + urls.appel.href({ slug: a.slug })
    return `  <entry>
    <id>${enXml(lien)}</id>
    <title>${enXml(a.appel.titre)}</title>
    <updated>${a.publie_le.toISOString()}</updated>
    <link rel="alternate" type="text/html" href="${enXml(lien)}"/>
    <summary>${enXml(a.appel.resume)}</summary>
  </entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <id>${enXml(o.adresse + urls.accueil.href())}</id>
  <title>${enXml(`Appels à projets, ${o.operateur}`)}</title>
  <updated>${derniere.toISOString()}</updated>
  <author><name>${enXml(o.operateur)}</name><email>${enXml(o.contact)}</email></author>
  <link rel="self" type="application/atom+xml" href="${enXml(o.adresse + urls.fluxAppels.href())}"/>
  <link rel="alternate" type="text/html" href="${enXml(o.adresse + urls.accueil.href())}"/>
${entrees.join('\n')}
</feed>
`
}
