-- Answers by e-mail: the letter of a message names its thread, and an answer received twice (same Message-ID) is one message.
alter table courriel add column fil_id uuid references fil;
alter table message add column id_courriel text;
create unique index message_recu_une_fois on message (fil_id, id_courriel);
-- Whom a thread of the desk is written to: nobody else sees it, but those of the call. An internal note has none of them.
alter table fil add column groupe text not null default 'porteur' check (groupe in ('porteur', 'ecoles', 'circonscription', 'rectorat'));
