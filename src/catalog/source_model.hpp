// What packs and card files say, read but not compiled: the parts of the model that need no
// compiling are filled in, expressions are syntax trees that know their place. Pointers go into
// YAML trees that live as long as the load.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catalog/document.hpp"
#include "catalog/model.hpp"
#include "lang/ast.hpp"

namespace tariff::catalog {

struct Expression {
  const Node* node = nullptr;  // null: not given
  std::uint32_t offset = 0;    // of the expression in the node's text. Unit: bytes
  lang::Ast ast;

  explicit operator bool() const noexcept { return node != nullptr; }
  // A span of the expression's own text as a place in a file.
  [[nodiscard]] auto place(base::Span span) const -> Place {
    return {node->file, node->map.to_file({offset + span.begin, span.length})};
  }
};

struct Let {
  std::string name;
  Expression value;
};
using Lets = std::vector<Let>;

struct TemplateSource {
  struct Piece {
    std::string text;       // the literal, or the expression as written
    Expression expression;  // of a literal: not given
  };
  std::vector<Piece> pieces;
};

struct ParameterSource {
  Parameter parameter;
  const Node* node = nullptr;
  const Node* field = nullptr;
  std::vector<std::pair<std::size_t, const Node*>> meanings;  // word index, fields that it means
};

struct RuleSource {
  Rule rule;
  const Node* node = nullptr;
  const Node* parameter = nullptr;
  const Node* fix = nullptr;
  Lets lets;
  Expression when;
  Expression require;
  TemplateSource message;
  TemplateSource provider_message;
};

struct OperationSource {
  std::string name;
  std::string endpoint;
  std::shared_ptr<const Node> tree;  // what the pointers of its entries point into
  std::vector<Finding> findings;
  std::vector<ParameterSource> parameters;
  std::vector<RuleSource> rules;
};

struct NameSource {
  OfferName name;
  const Node* operation = nullptr;
};

struct ExampleSource {
  Example example;
  const Node* operation = nullptr;
};

struct PackSource {
  std::shared_ptr<const Node> tree;
  std::uint32_t file = 0;
  std::string provider;
  std::string model;
  bool abstract = false;
  std::string title;
  std::string renders;
  std::string envelope;
  Lifecycle lifecycle;
  std::vector<NameSource> names;
  Lets derive;
  std::vector<lang::Table> tables;
  std::vector<OperationSource> operations;
  std::vector<Conflict> conflicts;
  std::vector<ExampleSource> examples;
};

struct MeterSource {
  MeterSpec meter;
  const Node* node = nullptr;
  Lets lets;
  Expression when;
  Expression quantity;
  Expression rate;
  Expression settle;
};

struct RoundingSource {
  RoundingStep step;
  const Node* of = nullptr;
  Expression when;
};

struct CardSource {
  RateCard card;
  const Node* node = nullptr;
  std::vector<const Node*> operations;  // none: all
  Lets lets;
  std::vector<MeterSource> meters;
  std::vector<RoundingSource> rounding;
};

struct FigureSource {
  std::string name;
  std::vector<std::string> path;
  const Node* node = nullptr;
};

struct PublishedSource {
  PublishedRow row;
  const Node* operation = nullptr;
  const Node* of = nullptr;
};

struct CardFileSource {
  std::shared_ptr<const Node> tree;
  std::uint32_t file = 0;
  std::string provider;
  std::string model;
  bool abstract = false;
  std::vector<lang::Table> tables;
  std::vector<FigureSource> usage;
  std::vector<CardSource> cards;
  std::vector<Conflict> conflicts;
  std::vector<PublishedSource> published;
};

struct FieldsSource {
  std::shared_ptr<const Node> tree;
  std::vector<CanonicalField> fields;
  Lets derive;
};

}  // namespace tariff::catalog
