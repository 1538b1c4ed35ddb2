using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Seedance.PowerShell.Tests;

/// <summary>The public types of an assembly with their public and protected members, read without loading it.</summary>
internal static class PublicApi
{
    /// <summary>One line for each type and each member, sorted.</summary>
    public static IReadOnlyList<string> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(type => IsPublic(metadata, type)).SelectMany(type => Describe(metadata, type)).Order(StringComparer.Ordinal)];
    }

    private static bool IsPublic(MetadataReader metadata, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsPublic(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private static IEnumerable<string> Describe(MetadataReader metadata, TypeDefinition type)
    {
        var names = new SignatureNames(metadata);
        var name = names.NameOf(type);
        var kind = type.Attributes & (TypeAttributes.Sealed | TypeAttributes.Abstract | TypeAttributes.Interface);
        var bases = type.GetInterfaceImplementations().Select(handle => names.NameOf(metadata.GetInterfaceImplementation(handle).Interface)).Order(StringComparer.Ordinal);
        yield return $"{kind} {name}: {string.Join(", ", [names.NameOf(type.BaseType), .. bases])}";
        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition).Where(method => IsSeen(method.Attributes & MethodAttributes.MemberAccessMask)))
        {
            var signature = method.DecodeSignature(names, null);
            var parameters = method.GetParameters().Select(metadata.GetParameter).Where(parameter => parameter.SequenceNumber > 0).Select(parameter => metadata.GetString(parameter.Name));
            var modifiers = method.Attributes & (MethodAttributes.MemberAccessMask | MethodAttributes.Static | MethodAttributes.Virtual | MethodAttributes.Abstract | MethodAttributes.Final);
            yield return $"{name}: {modifiers} {signature.ReturnType} {metadata.GetString(method.Name)}`{signature.GenericParameterCount}({string.Join(", ", signature.ParameterTypes.Zip(parameters, (parameter, parameterName) => $"{parameter} {parameterName}"))})";
        }

        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition).Where(field => IsSeen((MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask))))
        {
            var value = field.GetDefaultValue() is { IsNil: false } constant ? Convert.ToHexString(metadata.GetBlobBytes(metadata.GetConstant(constant).Value)) : "";
            yield return $"{name}: {field.Attributes} {field.DecodeSignature(names, null)} {metadata.GetString(field.Name)} {value}";
        }

        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition).Where(property => IsSeen(metadata, property.GetAccessors())))
        {
            yield return $"{name}: property {property.DecodeSignature(names, null).ReturnType} {metadata.GetString(property.Name)}";
        }
    }

    private static bool IsSeen(MetadataReader metadata, PropertyAccessors accessors) =>
        new[] { accessors.Getter, accessors.Setter }.Any(accessor => !accessor.IsNil && IsSeen(metadata.GetMethodDefinition(accessor).Attributes & MethodAttributes.MemberAccessMask));

    // Fields have the same numbers.
    private static bool IsSeen(MethodAttributes access) => access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;
}
