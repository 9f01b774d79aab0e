--- Everything that is used, by what it is named like.
select t.match, t.kind, u.id as "self", coalesce(t.self, 'nobody') as "type"
from "Type" t
left join "Use" u on u."typeId" = t.id
where t.kind = any(:kinds) and t.id = :type?;
