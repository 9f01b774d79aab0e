-- Types that a client has for models, in queries of one's own.

-- name: plain_by_id :optional
-- What the driver does not know is asked for as text, and the row is the model's all the same.
select * from "Plain" where id = :id;

-- name: add_plain :one
insert into "Plain" (money, xml, bit, varbit, "char")
values (:money, :xml, :bit, :varbit?, :char) returning *;

-- name: by_money
-- Money is ordered as money.
select money, id from "Plain" where money > :least order by money desc;

-- name: added
with one as (insert into "Plain" (money, bit) values (:first, '101'), (:second, '010') returning money, bit)
select bit, money from one order by money;

-- name: total :one
select sum(money) from "Plain";

-- name: all_xml
select xml::text as kept, xml from "Plain" where xml is not null
union all
select 'none', null -- the last
order by 1;

-- name: special_by_id :one
select * from "Special" where id = :id;

-- name: places
select id, point, line, segment, box, path, polygon, circle from "Special" where point ~= :at and box && :within;

-- name: add_special :one
insert into "Special" ("manyInts", days, document, query, point, polygon, citext, hstore, ltree)
values (:many, :days, :document, :query, :point, :polygon, :citext, :hstore, :ltree)
returning id, "manyInts", days, document, query, point, polygon, citext, hstore, ltree;

-- name: lists_by_id :one
select * from "Lists" where id = :id;

-- name: set_lists :exec
update "Lists" set monies = :monies, xmls = :xmls, bits = :bits, documents = :documents, mails = :mails,
    addresses = :addresses, hstores = :hstores, manies = :manies
where id = :id;

-- name: with_mail
select id from "Lists" where mails @> :mails::"Email"[];

-- name: owned_by_mail :optional
select id, mail, work, share, feeling, scores, home, parcel from "Owned" where mail = :mail;

-- name: add_owned :one
insert into "Owned" (mail, work, share, feeling, scores, home, parcel)
values (:mail, :work?, :share?, :feeling?, :scores?, :home?, :parcel?) returning id, mail, home;

-- name: owned_by_values
select id, scores from "Owned"
where feeling::"Mood" = any(:feelings) and scores = :scores and share = :share and (id > 0 or home = :home) and mail = any(:mails);

-- name: parts_of_home :one
select (home).street as street, (home).mail as mail, (home).mood as mood, array[home] as homes, parcel
from "Owned" where id = :id;

-- name: mails_of_all :one
select array_agg(mail order by mail) as "mails!", array_agg(feeling) as feelings from "Owned";
