/// What ads look like, as far as frequencies of letters go: used until texts have been seen, and
/// for decisions that must not depend on the texts at hand.
enum BuiltInSample {
  /// The model made from `text`, once a process.
  static let model: FrequencyModel = {
    let folded = text.unicodeScalars.map { scalar in
      scalar.isASCII
        ? FoldedAlphabet.fold(ascii: UInt8(scalar.value))
        : FoldedAlphabet.fold(scalar.value, kind: 1 << UInt8(KindRegistry.word))
    }
    return folded.withUnsafeBufferPointer { FrequencyModel($0) }
  }()

  /// Invented; letters outside ASCII stand for letters, as in Spanish.
  private static let text = """
    Hello, this is a new ad. I am available today and tomorrow, day and evening, weekdays and \
    weekends. Please call or text me at the number below for more information about the location \
    and the price. I am friendly, clean and professional. You will find us near the airport, the \
    mall and the highway, with free parking. No texting after 10 pm, please. New here! Ask for the \
    special offer this week only. We are open 7 days a week from 9 am to 9 pm. Come and visit us, \
    you will not be disappointed. Serious inquiries only. 30 min 80, one hour 150, two hours 280. \
    We are looking for hard working people for our team. The company offers a competitive salary, \
    housing, transport, training and health benefits. No experience needed, we will train you. \
    Requirements: at least 2 years of experience in sales or customer service, good communication \
    skills, ability to work in a team and under pressure, a bachelor's degree in business, \
    computer science or a related field. Responsibilities include working with clients, managing \
    projects, writing reports, and other duties as assigned. You should have strong knowledge of \
    the industry and be able to lift 50 lbs. This is a full time position with an immediate start. \
    To apply, send your resume and a short cover letter to the address given. Our mission is to \
    help businesses grow by providing them with the best solutions on the market. We value \
    creativity, quality, and the development of our employees all over the world. Join a dynamic \
    international organization with over 500 employees in 12 countries. Compensation will be \
    based on qualifications. For sale: used car, good condition, low mileage, 2008 model, $4500 \
    or best offer. Apartment for rent, 2 bedrooms, 1 bath, kitchen, garden, pets allowed, $950 a \
    month, deposit required. Sofa, table and 4 chairs, like new, must pick up. House cleaning, \
    gardening, moving, painting and repairs at a fair price. Massage therapist, licensed and \
    certified, relaxing studio in a quiet area downtown. Text me for an appointment, thanks. I \
    just moved to the city and I would love to meet you. Sweet, pretty and petite with long dark \
    hair and brown eyes, 5'4", 120 lbs. Gentlemen only, hotel visits, upscale, independent, 100% \
    real photos. Don't miss out, leaving soon! They said that there were no other things which \
    could have been made by their own hands, because some people think about what they want when \
    it is too late. Hola, soy nueva en la ciudad y estoy disponible hoy. Llámame o mándame un \
    mensaje para más información. Se busca personal con o sin experiencia para trabajo en casa, \
    limpieza, cocina, cuidado de niños y construcción. Ofrecemos buen sueldo, hospedaje y \
    transporte. Los interesados pueden enviar sus datos por correo. Tenemos servicio a domicilio \
    todos los días de la semana, con precios especiales para nuevos clientes. Una señorita muy \
    amable te atenderá con gusto.
    """
}
