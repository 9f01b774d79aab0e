CREATE DOMAIN "Email" AS text CHECK (VALUE ~ '@');
CREATE DOMAIN "Share" AS numeric(5, 4);
CREATE DOMAIN "Feeling" AS "Mood";
CREATE DOMAIN "Work" AS "Email" CHECK (VALUE ~ 'work');
CREATE DOMAIN "Scores" AS integer[];
CREATE TYPE "Address" AS (street text, city text, post_code integer, mail "Email", mood "Mood", point point, tags text[]);
CREATE TYPE "Bill" AS (amount money);
CREATE TYPE "Parcel" AS (weight numeric(8, 3), "to" "Address", stamps "Mood"[]);
