// What a bundle gets in place of a module that it never uses (build.js).
module.exports = {};
